import { testFlagRule } from "./test-flag-rule";

testFlagRule("control-plane/kubelet-read-only-port", {
  component: "kubelet",
  bad: [
    { flags: ["--read-only-port=10255"], at: "--read-only-port=10255" },
    { flags: [], at: "command" },
  ],
  good: [["--read-only-port=0"], ["--config=/var/lib/kubelet/config.yaml"]],
});
