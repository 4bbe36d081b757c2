import { testFlagRule } from "./test-flag-rule";

testFlagRule("control-plane/service-account-key-file", {
  component: "kube-apiserver",
  bad: [{ flags: [], at: "command" }],
  good: [["--service-account-key-file=/pki/sa.pub"]],
});
