import { testFlagRule } from "./test-flag-rule";

testFlagRule("control-plane/etcd-peer-authentication", {
  component: "etcd",
  bad: [
    {
      flags: ["--peer-client-cert-auth=false", "--peer-trusted-ca-file=/ca.crt"],
      at: "--peer-client-cert-auth=false",
      fixes: 1,
    },
    { flags: ["--peer-client-cert-auth=false"], at: "--peer-client-cert-auth=false", fixes: 0 },
    { flags: [], at: "command" },
  ],
  good: [["--peer-client-cert-auth=true"]],
});
