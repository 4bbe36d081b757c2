import { testFlagRule } from "./test-flag-rule";

testFlagRule("control-plane/kubelet-serving-certificate", {
  component: "kubelet",
  bad: [
    { flags: [], at: "command" },
    { flags: ["--tls-cert-file=/pki/kubelet.crt"], at: "command" },
  ],
  good: [
    ["--tls-cert-file=/pki/kubelet.crt", "--tls-private-key-file=/pki/kubelet.key"],
    ["--rotate-server-certificates=true"],
    ["--config=/var/lib/kubelet/config.yaml"],
  ],
});
