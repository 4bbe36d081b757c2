import { testManifests } from "./test-manifests";

testManifests(
  "control-plane/kubelet-image-credentials",
  [
    {
      name: "never",
      text: `apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
imagePullCredentialsVerificationPolicy: NeverVerify
`,
      path: ["imagePullCredentialsVerificationPolicy"],
      at: "NeverVerify",
    },
  ],
  [
    {
      name: "the default",
      text: `apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
cgroupDriver: systemd
`,
    },
    {
      name: "always",
      text: `apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
imagePullCredentialsVerificationPolicy: AlwaysVerify
`,
    },
  ],
);
