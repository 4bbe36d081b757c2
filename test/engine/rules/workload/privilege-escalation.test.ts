import { workload } from "../../workload-manifest";
import { testRule } from "./test-rule";

testRule("workload/privilege-escalation", [
  {
    title: "not set",
    text: workload(),
    finds: ["medium spec.template.spec.containers.0.securityContext.allowPrivilegeEscalation > web"],
    says: [
      'container "web" lets its processes gain privileges: allowPrivilegeEscalation is not set to false',
    ],
    fixes: [["harden", "set spec.template.spec.containers.0.securityContext.allowPrivilegeEscalation false"]],
  },
  {
    title: "true",
    text: workload({ container: "securityContext: { allowPrivilegeEscalation: true }" }),
    finds: ["medium spec.template.spec.containers.0.securityContext.allowPrivilegeEscalation > true"],
    says: ['container "web" lets its processes gain privileges: allowPrivilegeEscalation is true'],
    fixes: [["unsafe", "set spec.template.spec.containers.0.securityContext.allowPrivilegeEscalation false"]],
  },
  {
    title: "a value of the wrong type counts as absent",
    text: workload({ container: 'securityContext: { allowPrivilegeEscalation: "false" }' }),
    finds: ['medium spec.template.spec.containers.0.securityContext.allowPrivilegeEscalation > "false"'],
    fixes: [["harden", "set spec.template.spec.containers.0.securityContext.allowPrivilegeEscalation false"]],
  },
  {
    title: "a privileged container, where false is refused",
    text: workload({ container: "securityContext: { privileged: true }" }),
    finds: [],
  },
  {
    title: "CAP_SYS_ADMIN, where false is refused",
    text: workload({ container: "securityContext: { capabilities: { add: [CAP_SYS_ADMIN] } }" }),
    finds: [],
  },
  {
    title: "a Windows pod",
    text: workload({ pod: "os: { name: windows }" }),
    finds: [],
  },
  {
    title: "before 1.8 the field does not exist",
    text: workload(),
    options: { kubernetesVersion: 7 },
    finds: [],
  },
  {
    title: "false",
    text: workload({ container: "securityContext: { allowPrivilegeEscalation: false }" }),
    finds: [],
  },
]);
