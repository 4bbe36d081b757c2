import { testFlagRule } from "./test-flag-rule";

testFlagRule("control-plane/etcd-client-authentication", {
  component: "etcd",
  bad: [
    {
      flags: ["--client-cert-auth=false", "--trusted-ca-file=/ca.crt"],
      at: "--client-cert-auth=false",
      fixes: 1,
    },
    { flags: ["--client-cert-auth=false"], at: "--client-cert-auth=false", fixes: 0 },
    { flags: [], at: "command" },
  ],
  good: [["--client-cert-auth=true"], ["--client-cert-auth"]],
});
