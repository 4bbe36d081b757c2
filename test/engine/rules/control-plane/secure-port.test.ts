import { testFlagRule } from "./test-flag-rule";

testFlagRule("control-plane/secure-port", {
  component: "kube-apiserver",
  bad: [{ flags: ["--secure-port=0"], at: "--secure-port=0" }],
  good: [["--secure-port=6443"], []],
});
