import { testFlagRule } from "./test-flag-rule";

testFlagRule("control-plane/serving-certificate", {
  component: "kube-apiserver",
  bad: [
    { flags: [], at: "command" },
    { flags: ["--tls-cert-file=/pki/apiserver.crt"], at: "command" },
  ],
  good: [["--tls-cert-file=/pki/apiserver.crt", "--tls-private-key-file=/pki/apiserver.key"]],
});
