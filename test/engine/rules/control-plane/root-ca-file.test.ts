import { testFlagRule } from "./test-flag-rule";

testFlagRule("control-plane/root-ca-file", {
  component: "kube-controller-manager",
  bad: [{ flags: [], at: "command" }],
  good: [["--root-ca-file=/pki/ca.crt"]],
});
