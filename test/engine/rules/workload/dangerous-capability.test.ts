import { workload } from "../../workload-manifest";
import { testRule } from "./test-rule";

testRule("workload/dangerous-capability", [
  {
    title: "SYS_ADMIN",
    text: workload({ container: "securityContext: { capabilities: { add: [CHOWN, SYS_ADMIN] } }" }),
    finds: ["critical spec.template.spec.containers.0.securityContext.capabilities.add.1 > SYS_ADMIN"],
    says: [
      'container "web" adds the capability SYS_ADMIN: it can mount file systems and leave the container',
    ],
    fixes: [["unsafe", "remove spec.template.spec.containers.0.securityContext.capabilities.add.1"]],
  },
  {
    title: "SYS_MODULE",
    text: workload({ container: "securityContext: { capabilities: { add: [SYS_MODULE] } }" }),
    finds: ["critical spec.template.spec.containers.0.securityContext.capabilities.add.0 > SYS_MODULE"],
    says: ['container "web" adds the capability SYS_MODULE: it can load code into the kernel'],
    fixes: [["unsafe", "remove spec.template.spec.containers.0.securityContext.capabilities.add.0"]],
  },
  {
    title: "ALL",
    text: workload({ container: "securityContext: { capabilities: { add: [ALL] } }" }),
    finds: ["critical spec.template.spec.containers.0.securityContext.capabilities.add.0 > ALL"],
    says: ['container "web" adds the capability ALL: that is every capability of the node'],
    fixes: [["unsafe", "remove spec.template.spec.containers.0.securityContext.capabilities.add.0"]],
  },
  {
    title: "CAP_SYS_ADMIN, which keeps allowPrivilegeEscalation from being false",
    text: workload({ container: "securityContext: { capabilities: { add: [CAP_SYS_ADMIN] } }" }),
    finds: ["critical spec.template.spec.containers.0.securityContext.capabilities.add.0 > CAP_SYS_ADMIN"],
    says: [
      'container "web" adds the capability CAP_SYS_ADMIN: it can mount file systems and leave the container',
    ],
    fixes: [
      [
        "unsafe",
        "remove spec.template.spec.containers.0.securityContext.capabilities.add.0",
        "set spec.template.spec.containers.0.securityContext.allowPrivilegeEscalation false",
      ],
    ],
  },
  {
    title: "a privileged container holds it anyway",
    text: workload({
      container: "securityContext: { privileged: true, capabilities: { add: [SYS_ADMIN] } }",
    }),
    finds: [],
  },
  {
    title: "NET_RAW belongs to another rule",
    text: workload({ container: "securityContext: { capabilities: { add: [NET_RAW] } }" }),
    finds: [],
  },
  {
    title: "dropping is not adding",
    text: workload({ container: "securityContext: { capabilities: { drop: [SYS_ADMIN] } }" }),
    finds: [],
  },
]);
