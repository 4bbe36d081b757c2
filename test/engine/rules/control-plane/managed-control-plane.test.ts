import { testManifests } from "./test-manifests";

testManifests(
  "control-plane/managed-control-plane",
  [
    {
      name: "encryption on AKS",
      text: `apiVersion: apiserver.config.k8s.io/v1
kind: EncryptionConfiguration
resources:
  - resources:
      - secrets
    providers:
      - kms:
          apiVersion: v2
          name: vault
          endpoint: unix:///run/kms/vault.sock
      - identity: {}
`,
      path: ["kind"],
      at: "EncryptionConfiguration",
      options: { cloud: "aks" },
    },
  ],
  [
    {
      name: "one's own control plane",
      text: `apiVersion: apiserver.config.k8s.io/v1
kind: EncryptionConfiguration
resources:
  - resources:
      - secrets
    providers:
      - kms:
          apiVersion: v2
          name: vault
          endpoint: unix:///run/kms/vault.sock
      - identity: {}
`,
    },
    {
      name: "a kubelet's file",
      text: `apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
readOnlyPort: 0
`,
      options: { cloud: "aks" },
    },
  ],
);
