import { workload } from "../../workload-manifest";
import { testRule } from "./test-rule";

testRule("workload/drop-all-capabilities", [
  {
    title: "nothing is dropped",
    text: workload(),
    finds: ["medium spec.template.spec.containers.0.securityContext.capabilities.drop > web"],
    says: ['container "web" keeps the runtime\'s default capabilities: capabilities.drop lacks ALL'],
    fixes: [["harden", 'set spec.template.spec.containers.0.securityContext.capabilities.drop ["ALL"]']],
  },
  {
    title: "NET_RAW alone is dropped",
    text: workload({ container: "securityContext: { capabilities: { drop: [NET_RAW] } }" }),
    finds: ["medium spec.template.spec.containers.0.securityContext.capabilities.drop > drop"],
    fixes: [["harden", 'append spec.template.spec.containers.0.securityContext.capabilities.drop "ALL"']],
  },
  {
    title: "ALL is misspelt",
    text: workload({ container: "securityContext: { capabilities: { drop: [all] } }" }),
    finds: ["low spec.template.spec.containers.0.securityContext.capabilities.drop.0 > all"],
    says: ['container "web" drops "all", which runtimes take for ALL and Pod Security does not'],
    fixes: [["safe", 'set spec.template.spec.containers.0.securityContext.capabilities.drop.0 "ALL"']],
  },
  {
    title: "a privileged container",
    text: workload({ container: "securityContext: { privileged: true }" }),
    finds: [],
  },
  {
    title: "a pod for Windows nodes that does not say so",
    text: workload({ pod: "nodeSelector: { kubernetes.io/os: windows }" }),
    finds: ["low spec.template.spec.containers.0.securityContext.capabilities.drop > web"],
  },
  {
    title: "a Windows pod",
    text: workload({ pod: "os: { name: windows }" }),
    finds: [],
  },
  {
    title: "a Windows pod before 1.25",
    text: workload({ pod: "os: { name: windows }" }),
    options: { kubernetesVersion: 24 },
    finds: ["low spec.template.spec.containers.0.securityContext.capabilities.drop > web"],
    fixes: [["harden", 'set spec.template.spec.containers.0.securityContext.capabilities.drop ["ALL"]']],
  },
  {
    title: "before 1.22 the standard asks for nothing",
    text: workload(),
    options: { kubernetesVersion: 21 },
    finds: [],
  },
  {
    title: "ALL is dropped",
    text: workload({ container: "securityContext: { capabilities: { drop: [ALL] } }" }),
    finds: [],
  },
]);
