import { testFlagRule } from "./test-flag-rule";

testFlagRule("control-plane/kubelet-certificate-authority", {
  component: "kube-apiserver",
  bad: [{ flags: [], at: "command" }],
  good: [["--kubelet-certificate-authority=/pki/ca.crt"]],
});
