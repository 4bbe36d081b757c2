import { workload } from "../../workload-manifest";
import { testRule } from "./test-rule";

testRule("workload/added-default-capability", [
  {
    title: "default capabilities are added",
    text: workload({
      container: "securityContext: { capabilities: { drop: [ALL], add: [CHOWN, NET_BIND_SERVICE] } }",
    }),
    finds: ["low spec.template.spec.containers.0.securityContext.capabilities.add.0 > CHOWN"],
    says: ['container "web" adds the capability CHOWN back; only NET_BIND_SERVICE is harmless'],
    fixes: [["unsafe", "remove spec.template.spec.containers.0.securityContext.capabilities.add.0"]],
  },
  {
    title: "a privileged container holds it anyway",
    text: workload({ container: "securityContext: { privileged: true, capabilities: { add: [CHOWN] } }" }),
    finds: [],
  },
  {
    title: "what baseline refuses belongs to other rules",
    text: workload({ container: "securityContext: { capabilities: { add: [NET_RAW, SYS_ADMIN] } }" }),
    finds: [],
  },
  {
    title: "before 1.22",
    text: workload({ container: "securityContext: { capabilities: { add: [CHOWN] } }" }),
    options: { kubernetesVersion: 21 },
    finds: [],
  },
  {
    title: "NET_BIND_SERVICE",
    text: workload({ container: "securityContext: { capabilities: { add: [NET_BIND_SERVICE] } }" }),
    finds: [],
  },
]);
