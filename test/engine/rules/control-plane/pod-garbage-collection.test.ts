import { testFlagRule } from "./test-flag-rule";

testFlagRule("control-plane/pod-garbage-collection", {
  component: "kube-controller-manager",
  bad: [{ flags: ["--terminated-pod-gc-threshold=0"], at: "--terminated-pod-gc-threshold=0" }],
  good: [["--terminated-pod-gc-threshold=1000"], []],
});
