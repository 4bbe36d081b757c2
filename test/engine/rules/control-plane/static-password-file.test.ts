import { testFlagRule } from "./test-flag-rule";

testFlagRule("control-plane/static-password-file", {
  component: "kube-apiserver",
  bad: [
    {
      flags: ["--basic-auth-file=/etc/kubernetes/users.csv"],
      at: "--basic-auth-file=/etc/kubernetes/users.csv",
    },
  ],
  good: [["--client-ca-file=/etc/kubernetes/pki/ca.crt"]],
  options: { kubernetesVersion: 18 },
});
