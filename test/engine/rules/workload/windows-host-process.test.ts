import { workload } from "../../workload-manifest";
import { testRule } from "./test-rule";

testRule("workload/windows-host-process", [
  {
    title: "the pod's, with the network it needs",
    text: workload({
      pod: `hostNetwork: true
securityContext: { windowsOptions: { hostProcess: true } }`,
    }),
    finds: ["critical spec.template.spec.securityContext.windowsOptions.hostProcess > true"],
    says: ["the pod runs as a process of the Windows node"],
    fixes: [
      [
        "unsafe",
        "set spec.template.spec.securityContext.windowsOptions.hostProcess false",
        "set spec.template.spec.hostNetwork false",
      ],
    ],
  },
  {
    title: "the pod's",
    text: workload({ pod: "securityContext: { windowsOptions: { hostProcess: true } }" }),
    finds: ["critical spec.template.spec.securityContext.windowsOptions.hostProcess > true"],
    fixes: [["unsafe", "set spec.template.spec.securityContext.windowsOptions.hostProcess false"]],
  },
  {
    title: "the container's",
    text: workload({ container: "securityContext: { windowsOptions: { hostProcess: true } }" }),
    finds: ["critical spec.template.spec.containers.0.securityContext.windowsOptions.hostProcess > true"],
    says: ['container "web" runs as a process of the Windows node'],
    fixes: [
      ["unsafe", "set spec.template.spec.containers.0.securityContext.windowsOptions.hostProcess false"],
    ],
  },
  {
    title: "false",
    text: workload({ pod: "securityContext: { windowsOptions: { hostProcess: false } }" }),
    finds: [],
  },
]);
