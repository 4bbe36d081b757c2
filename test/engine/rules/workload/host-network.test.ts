import { workload } from "../../workload-manifest";
import { testRule } from "./test-rule";

testRule("workload/host-network", [
  {
    title: "true, with ports",
    text: workload({
      pod: "hostNetwork: true",
      container: "ports: [{ containerPort: 80 }, { containerPort: 81, hostPort: 81 }]",
    }),
    finds: ["high spec.template.spec.hostNetwork > true"],
    says: ["the pod shares the node's network: its interfaces, its loopback services and its traffic"],
    fixes: [
      [
        "unsafe",
        "set spec.template.spec.hostNetwork false",
        "remove spec.template.spec.containers.0.ports.1.hostPort",
      ],
    ],
  },
  {
    title: "a Windows host process needs it: windows-host-process reports that",
    text: workload({
      pod: `hostNetwork: true
securityContext: { windowsOptions: { hostProcess: true } }`,
    }),
    finds: [],
  },
  {
    title: "false",
    text: workload({ pod: "hostNetwork: false" }),
    finds: [],
  },
  {
    title: "another namespace",
    text: workload({ pod: "hostPID: true" }),
    finds: [],
  },
]);
