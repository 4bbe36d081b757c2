import { testFlagRule } from "./test-flag-rule";

testFlagRule("control-plane/kubelet-client-ca-file", {
  component: "kubelet",
  bad: [{ flags: [], at: "command" }],
  good: [["--client-ca-file=/pki/ca.crt"], ["--config=/var/lib/kubelet/config.yaml"]],
});
