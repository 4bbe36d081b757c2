import { CONFIGURATION_KINDS } from "../../control-plane/configuration";
import { coversSecrets, encryptionEntries } from "../../control-plane/encryption";
import { defineConfigurationRule } from "./define-configuration-rule";

/** The first provider of the first entry that covers a resource writes (Kubernetes documentation, "Encrypting Confidential Data at Rest"). */
export const encryptionIdentityFirst = defineConfigurationRule({
  id: "control-plane/encryption-identity-first",
  title: "Secrets are written without encryption",
  severity: "high",
  why: "The first provider writes: with `identity` in front, Secrets go to etcd in clear although a key is configured, so a copy of its disk gives them all.",
  remediation: "Put `kms` v2 or `secretbox` first and `identity` last, then rewrite all Secrets.",
  standards: { cis: ["1.2.28"], nsa: ["secrets-encryption"], mitre: ["T1552"], owasp: ["K08"] },
  equivalents: { checkov: ["CKV_K8S_104"], kubescape: ["C-0142", "C-0066"], kics: ["10efce34"] },
  controls: ["encryptionconfiguration-uses-aescbc-secretbox-kms"],
  since: "0.1.0",
  configurations: [CONFIGURATION_KINDS.encryption],
  check({ configuration, report }) {
    const entry = encryptionEntries(configuration.object).find(coversSecrets);
    const first = entry?.providers[0];
    if (!entry || first?.name !== "identity") return;
    report({
      ...configuration.place(first.path, "key"),
      message:
        entry.providers.length > 1
          ? "identity is the first provider for secrets: they are written in clear, the others are only read"
          : "identity is the only provider for secrets: they are written in clear",
    });
  },
});
