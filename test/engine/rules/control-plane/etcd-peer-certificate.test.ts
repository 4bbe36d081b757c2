import { testFlagRule } from "./test-flag-rule";

testFlagRule("control-plane/etcd-peer-certificate", {
  component: "etcd",
  bad: [
    { flags: [], at: "command" },
    { flags: ["--peer-cert-file=/pki/peer.crt"], at: "command" },
  ],
  good: [["--peer-cert-file=/pki/peer.crt", "--peer-key-file=/pki/peer.key"], ["--peer-auto-tls"]],
});
