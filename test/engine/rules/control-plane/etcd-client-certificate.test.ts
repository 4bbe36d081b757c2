import { testFlagRule } from "./test-flag-rule";

testFlagRule("control-plane/etcd-client-certificate", {
  component: "kube-apiserver",
  bad: [
    { flags: [], at: "command" },
    { flags: ["--etcd-certfile=/pki/etcd.crt"], at: "command" },
  ],
  good: [["--etcd-certfile=/pki/etcd.crt", "--etcd-keyfile=/pki/etcd.key"]],
});
