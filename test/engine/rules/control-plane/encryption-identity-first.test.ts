import { testManifests } from "./test-manifests";

testManifests(
  "control-plane/encryption-identity-first",
  [
    {
      name: "identity in front",
      text: `apiVersion: apiserver.config.k8s.io/v1
kind: EncryptionConfiguration
resources:
  - resources:
      - secrets
    providers:
      - identity: {}
      - kms:
          apiVersion: v2
          name: vault
          endpoint: unix:///run/kms/vault.sock
`,
      path: ["resources", 0, "providers", 0, "identity"],
      at: "identity",
    },
    {
      name: "identity alone",
      text: `apiVersion: apiserver.config.k8s.io/v1
kind: EncryptionConfiguration
resources:
  - resources:
      - configmaps
    providers:
      - kms:
          apiVersion: v2
          name: vault
          endpoint: unix:///run/kms/vault.sock
  - resources:
      - secrets
    providers:
      - identity: {}
`,
      path: ["resources", 1, "providers", 0, "identity"],
      at: "identity",
    },
    {
      name: "everything",
      text: `apiVersion: apiserver.config.k8s.io/v1
kind: EncryptionConfiguration
resources:
  - resources:
      - "*.*"
    providers:
      - identity: {}
`,
      path: ["resources", 0, "providers", 0, "identity"],
      at: "identity",
    },
    {
      name: "text in a ConfigMap",
      text: `apiVersion: v1
kind: ConfigMap
metadata:
  name: hosted-control-plane
  namespace: clusters
data:
  encryption.yaml: |
    apiVersion: apiserver.config.k8s.io/v1
    kind: EncryptionConfiguration
    resources:
      - resources:
          - secrets
        providers:
          - identity: {}
`,
      path: ["data", "encryption.yaml"],
      at: "identity",
    },
  ],
  [
    {
      name: "identity behind",
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
      name: "identity for something else",
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
  - resources:
      - "*.*"
    providers:
      - identity: {}
`,
    },
  ],
);
