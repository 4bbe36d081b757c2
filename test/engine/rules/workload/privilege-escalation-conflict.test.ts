import { workload } from "../../workload-manifest";
import { testRule } from "./test-rule";

testRule("workload/privilege-escalation-conflict", [
  {
    title: "beside privileged",
    text: workload({ container: "securityContext: { privileged: true, allowPrivilegeEscalation: false }" }),
    finds: ["medium spec.template.spec.containers.0.securityContext.allowPrivilegeEscalation > false"],
    says: [
      'container "web" is refused by the API server: allowPrivilegeEscalation: false stands beside privileged: true',
    ],
    fixes: [["unsafe", "remove spec.template.spec.containers.0.securityContext.allowPrivilegeEscalation"]],
  },
  {
    title: "beside CAP_SYS_ADMIN",
    text: workload({
      container:
        "securityContext: { allowPrivilegeEscalation: false, capabilities: { add: [CAP_SYS_ADMIN] } }",
    }),
    finds: ["medium spec.template.spec.containers.0.securityContext.allowPrivilegeEscalation > false"],
    says: [
      'container "web" is refused by the API server: allowPrivilegeEscalation: false stands beside the capability CAP_SYS_ADMIN',
    ],
    fixes: [["unsafe", "remove spec.template.spec.containers.0.securityContext.allowPrivilegeEscalation"]],
  },
  {
    title: "beside SYS_ADMIN, which the API server lets pass",
    text: workload({
      container: "securityContext: { allowPrivilegeEscalation: false, capabilities: { add: [SYS_ADMIN] } }",
    }),
    finds: [],
  },
  {
    title: "privileged alone",
    text: workload({ container: "securityContext: { privileged: true }" }),
    finds: [],
  },
]);
