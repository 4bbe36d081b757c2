import { testFlagRule } from "./test-flag-rule";

testFlagRule("control-plane/client-ca-file", {
  component: "kube-apiserver",
  bad: [{ flags: [], at: "command" }],
  good: [["--client-ca-file=/pki/ca.crt"]],
});
