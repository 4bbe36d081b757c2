import { testManifests } from "./test-manifests";

testManifests(
  "control-plane/encryption-weak-provider",
  [
    {
      name: "aescbc",
      text: `apiVersion: apiserver.config.k8s.io/v1
kind: EncryptionConfiguration
resources:
  - resources:
      - secrets
    providers:
      - aescbc:
          keys:
            - name: key1
              secret: FROM_THE_NODE
      - identity: {}
`,
      path: ["resources", 0, "providers", 0, "aescbc"],
      at: "aescbc",
    },
    {
      name: "aesgcm",
      text: `apiVersion: apiserver.config.k8s.io/v1
kind: EncryptionConfiguration
resources:
  - resources:
      - secrets
    providers:
      - aesgcm:
          keys:
            - name: key1
              secret: FROM_THE_NODE
      - identity: {}
`,
      path: ["resources", 0, "providers", 0, "aesgcm"],
      at: "aesgcm",
    },
    {
      name: "kms v1",
      text: `apiVersion: apiserver.config.k8s.io/v1
kind: EncryptionConfiguration
resources:
  - resources:
      - secrets
    providers:
      - kms:
          name: vault
          endpoint: unix:///run/kms/vault.sock
      - identity: {}
`,
      path: ["resources", 0, "providers", 0, "kms"],
      at: "kms",
    },
  ],
  [
    {
      name: "kms v2",
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
      name: "secretbox",
      text: `apiVersion: apiserver.config.k8s.io/v1
kind: EncryptionConfiguration
resources:
  - resources:
      - secrets
    providers:
      - secretbox:
          keys:
            - name: key1
              secret: FROM_THE_NODE
      - identity: {}
`,
    },
    {
      name: "aescbc to read what is old",
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
      - aescbc:
          keys:
            - name: key1
              secret: FROM_THE_NODE
      - identity: {}
`,
    },
  ],
);
