import { testFlagRule } from "./test-flag-rule";

testFlagRule("control-plane/etcd-certificate", {
  component: "etcd",
  bad: [
    { flags: [], at: "command" },
    { flags: ["--cert-file=/pki/server.crt"], at: "command" },
  ],
  good: [
    ["--cert-file=/pki/server.crt", "--key-file=/pki/server.key"],
    ["-cert-file=/pki/server.crt", "-key-file", "/pki/server.key"],
    ["--auto-tls=true"],
  ],
});
