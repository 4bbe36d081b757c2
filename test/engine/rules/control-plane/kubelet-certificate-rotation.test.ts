import { testFlagRule } from "./test-flag-rule";

testFlagRule("control-plane/kubelet-certificate-rotation", {
  component: "kubelet",
  bad: [
    { flags: ["--rotate-certificates=false"], at: "--rotate-certificates=false" },
    { flags: [], at: "command" },
  ],
  good: [["--rotate-certificates=true"], ["--config=/var/lib/kubelet/config.yaml"]],
});
