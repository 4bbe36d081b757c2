import { testManifests } from "./test-manifests";

testManifests(
  "control-plane/encryption-key-committed",
  [
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
              secret: c2l4dGVlbi1ieXRlcy1rZXktZm9yLXRlc3RzLW9ubHk=
      - identity: {}
`,
      path: ["resources", 0, "providers", 0, "secretbox", "keys", 0, "secret"],
      at: "c2l4dGVlbi1ieXRlcy1rZXktZm9yLXRlc3RzLW9ubHk=",
    },
    {
      name: "aescbc in a Secret",
      text: `apiVersion: v1
kind: Secret
metadata:
  name: hosted-control-plane
  namespace: clusters
stringData:
  encryption.yaml: |
    apiVersion: apiserver.config.k8s.io/v1
    kind: EncryptionConfiguration
    resources:
      - resources:
          - secrets
        providers:
          - aescbc:
              keys:
                - name: key1
                  secret: c2l4dGVlbi1ieXRlcy1rZXktZm9yLXRlc3RzLW9ubHk=
`,
      path: ["stringData", "encryption.yaml"],
      at: "c2l4dGVlbi1ieXRlcy1rZXktZm9yLXRlc3RzLW9ubHk=",
    },
  ],
  [
    {
      name: "a placeholder",
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
`,
    },
    {
      name: "another placeholder",
      text: `apiVersion: apiserver.config.k8s.io/v1
kind: EncryptionConfiguration
resources:
  - resources:
      - secrets
    providers:
      - secretbox:
          keys:
            - name: key1
              secret: "<BASE64 ENCODED KEY>"
`,
    },
    {
      name: "a key service",
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
  ],
);
