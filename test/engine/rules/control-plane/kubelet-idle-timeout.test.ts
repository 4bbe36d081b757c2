import { testFlagRule } from "./test-flag-rule";

testFlagRule("control-plane/kubelet-idle-timeout", {
  component: "kubelet",
  bad: [
    { flags: ["--streaming-connection-idle-timeout=0"], at: "--streaming-connection-idle-timeout=0" },
    { flags: ["--streaming-connection-idle-timeout=0s"], at: "--streaming-connection-idle-timeout=0s" },
  ],
  good: [["--streaming-connection-idle-timeout=5m"], []],
});
