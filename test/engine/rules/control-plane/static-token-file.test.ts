import { testFlagRule } from "./test-flag-rule";

testFlagRule("control-plane/static-token-file", {
  component: "kube-apiserver",
  bad: [
    {
      flags: ["--token-auth-file=/etc/kubernetes/tokens.csv"],
      at: "--token-auth-file=/etc/kubernetes/tokens.csv",
    },
    { flags: ["--token-auth-file", "/etc/kubernetes/tokens.csv"], at: "/etc/kubernetes/tokens.csv" },
  ],
  good: [["--client-ca-file=/etc/kubernetes/pki/ca.crt"]],
});
