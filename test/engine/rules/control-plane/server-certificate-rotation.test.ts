import { testFlagRule } from "./test-flag-rule";
import { testManifests } from "./test-manifests";

testFlagRule("control-plane/server-certificate-rotation", {
  component: "kubelet",
  bad: [
    {
      flags: ["--feature-gates=RotateKubeletServerCertificate=false"],
      at: "RotateKubeletServerCertificate=false",
    },
    {
      flags: ["--feature-gates=CPUManager=true,RotateKubeletServerCertificate=false"],
      at: "RotateKubeletServerCertificate=false",
    },
  ],
  good: [["--feature-gates=RotateKubeletServerCertificate=true"], []],
});

testManifests(
  "control-plane/server-certificate-rotation",
  [
    {
      name: "a kubelet's file",
      text: `apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
featureGates:
  RotateKubeletServerCertificate: false
`,
      path: ["featureGates", "RotateKubeletServerCertificate"],
      at: "false",
    },
  ],
  [],
);
