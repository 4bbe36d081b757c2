import { testFlagRule } from "./test-flag-rule";
import { testManifests } from "./test-manifests";

testFlagRule("control-plane/security-feature-gate", {
  component: "kubelet",
  bad: [
    { flags: ["--feature-gates=KubeletFineGrainedAuthz=false"], at: "KubeletFineGrainedAuthz=false" },
    {
      flags: ["--feature-gates=CPUManager=true,KubeletEnsureSecretPulledImages=false"],
      at: "KubeletEnsureSecretPulledImages=false",
    },
  ],
  good: [["--feature-gates=KubeletFineGrainedAuthz=true"], ["--feature-gates=CPUManager=false"], []],
});

testManifests(
  "control-plane/security-feature-gate",
  [
    {
      name: "a kubelet's file",
      text: `apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
featureGates:
  KubeletEnsureSecretPulledImages: false
`,
      path: ["featureGates", "KubeletEnsureSecretPulledImages"],
      at: "false",
    },
  ],
  [
    {
      name: "another gate",
      text: `apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
featureGates:
  NodeSwap: false
`,
    },
  ],
);
