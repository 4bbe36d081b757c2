import { testFlagRule } from "./test-flag-rule";

testFlagRule("control-plane/kubelet-pid-limit", {
  component: "kubelet",
  bad: [
    { flags: ["--pod-max-pids=-1"], at: "--pod-max-pids=-1" },
    { flags: [], at: "command" },
  ],
  good: [["--pod-max-pids=4096"], ["--config=/var/lib/kubelet/config.yaml"]],
});
