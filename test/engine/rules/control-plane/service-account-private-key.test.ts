import { testFlagRule } from "./test-flag-rule";

testFlagRule("control-plane/service-account-private-key", {
  component: "kube-controller-manager",
  bad: [{ flags: [], at: "command" }],
  good: [["--service-account-private-key-file=/pki/sa.key"]],
});
