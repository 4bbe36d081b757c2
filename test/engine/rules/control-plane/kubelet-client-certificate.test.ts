import { testFlagRule } from "./test-flag-rule";

testFlagRule("control-plane/kubelet-client-certificate", {
  component: "kube-apiserver",
  bad: [
    { flags: [], at: "command" },
    { flags: ["--kubelet-client-certificate=/pki/kubelet.crt"], at: "command" },
    {
      flags: ["--kubelet-client-certificate=", "--kubelet-client-key=/pki/kubelet.key"],
      at: "--kubelet-client-certificate=",
    },
  ],
  good: [["--kubelet-client-certificate=/pki/kubelet.crt", "--kubelet-client-key=/pki/kubelet.key"]],
});
