import { testFlagRule } from "./test-flag-rule";

testFlagRule("control-plane/etcd-certificate-authority", {
  component: "kube-apiserver",
  bad: [{ flags: [], at: "command" }],
  good: [["--etcd-cafile=/pki/etcd/ca.crt"]],
});
