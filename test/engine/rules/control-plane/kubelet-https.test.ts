import { testFlagRule } from "./test-flag-rule";

testFlagRule("control-plane/kubelet-https", {
  component: "kube-apiserver",
  bad: [{ flags: ["--kubelet-https=false"], at: "--kubelet-https=false" }],
  good: [["--kubelet-https=true"], []],
  options: { kubernetesVersion: 18 },
});
