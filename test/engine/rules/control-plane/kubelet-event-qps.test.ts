import { testFlagRule } from "./test-flag-rule";

testFlagRule("control-plane/kubelet-event-qps", {
  component: "kubelet",
  bad: [{ flags: ["--event-qps=0"], at: "--event-qps=0" }],
  good: [["--event-qps=5"], []],
});
