import { testFlagRule } from "./test-flag-rule";

testFlagRule("control-plane/encryption-at-rest", {
  component: "kube-apiserver",
  bad: [{ flags: [], at: "command" }],
  good: [["--encryption-provider-config=/etc/kubernetes/encryption.yaml"]],
});
