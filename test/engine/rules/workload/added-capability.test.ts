import { workload } from "../../workload-manifest";
import { testRule } from "./test-rule";

testRule("workload/added-capability", [
  {
    title: "NET_RAW",
    text: workload({ container: "securityContext: { capabilities: { add: [NET_RAW] } }" }),
    finds: ["medium spec.template.spec.containers.0.securityContext.capabilities.add.0 > NET_RAW"],
    says: [
      'container "web" adds the capability NET_RAW: it can forge packets and impersonate neighbours on the network',
    ],
    fixes: [["unsafe", "remove spec.template.spec.containers.0.securityContext.capabilities.add.0"]],
  },
  {
    title: "one that is none of the default set",
    text: workload({
      container: "securityContext: { capabilities: { add: [WAKE_ALARM, NET_BIND_SERVICE] } }",
    }),
    finds: ["medium spec.template.spec.containers.0.securityContext.capabilities.add.0 > WAKE_ALARM"],
    says: ['container "web" adds the capability WAKE_ALARM: it is not in the runtime\'s default set'],
    fixes: [["unsafe", "remove spec.template.spec.containers.0.securityContext.capabilities.add.0"]],
  },
  {
    title: "a default one, misspelt",
    text: workload({ container: "securityContext: { capabilities: { add: [CAP_CHOWN] } }" }),
    finds: ["medium spec.template.spec.containers.0.securityContext.capabilities.add.0 > CAP_CHOWN"],
    says: ['container "web" adds the capability CAP_CHOWN: it is not in the runtime\'s default set'],
    fixes: [["unsafe", "remove spec.template.spec.containers.0.securityContext.capabilities.add.0"]],
  },
  {
    title: "a privileged container holds it anyway",
    text: workload({ container: "securityContext: { privileged: true, capabilities: { add: [NET_RAW] } }" }),
    finds: [],
  },
  {
    title: "SYS_ADMIN belongs to another rule",
    text: workload({ container: "securityContext: { capabilities: { add: [SYS_ADMIN] } }" }),
    finds: [],
  },
  {
    title: "default ones",
    text: workload({ container: "securityContext: { capabilities: { add: [CHOWN, MKNOD] } }" }),
    finds: [],
  },
]);
