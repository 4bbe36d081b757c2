import { CONFIGURATION_KINDS } from "../../control-plane/configuration";
import { encryptionEntries } from "../../control-plane/encryption";
import { mapsAt, stringAt } from "../../kubernetes/fields";
import { defineConfigurationRule } from "./define-configuration-rule";

/** Source: Kubernetes documentation, configuration APIs of kubeadm, kubelet and API server. */
export const encryptionKeyCommitted = defineConfigurationRule({
  id: "control-plane/encryption-key-committed",
  title: "Encryption key is written in the file",
  severity: "critical",
  why: "Whoever can read the repository can decrypt every Secret of etcd and of its backups: the encryption is then worth nothing.",
  remediation:
    "Make the key on the control plane node, or use `kms` v2; replace the key that was written down and rewrite all Secrets.",
  standards: { nsa: ["secrets-encryption"], mitre: ["T1552"], owasp: ["K08"] },
  since: "0.1.0",
  configurations: [CONFIGURATION_KINDS.encryption],
  check({ configuration, report }) {
    for (const { providers } of encryptionEntries(configuration.object)) {
      for (const provider of providers) {
        for (const { index, value } of mapsAt(provider.settings, "keys")) {
          if (!isKeyMaterial(stringAt(value, "secret") ?? "")) continue;
          report({
            ...configuration.place([...provider.path, "keys", index, "secret"]),
            message: `the key that ${provider.name} encrypts with is written in this file`,
          });
        }
      }
    }
  },
});

/** Base64 of sixteen bytes or more, which is no word of a template. */
function isKeyMaterial(text: string): boolean {
  return /^[A-Za-z0-9+/]{22,}={0,2}$/.test(text) && new Set(text).size > 8;
}
