import { CONFIGURATION_KINDS } from "../../control-plane/configuration";
import { coversSecrets, encryptionEntries } from "../../control-plane/encryption";
import { defineConfigurationRule } from "./define-configuration-rule";

/** Source: CIS Kubernetes Benchmark 1.12, 1.2.28. */
export const encryptionSecretsUncovered = defineConfigurationRule({
  id: "control-plane/encryption-secrets-uncovered",
  title: "Encryption does not cover Secrets",
  severity: "high",
  why: "An encryption file that leaves Secrets out encrypts everything but what matters: etcd holds them in clear.",
  remediation: "Add an entry for `secrets`.",
  standards: { cis: ["1.2.28"], nsa: ["secrets-encryption"], mitre: ["T1552"], owasp: ["K08"] },
  controls: ["encryptionconfiguration-uses-aescbc-secretbox-kms"],
  since: "0.1.0",
  configurations: [CONFIGURATION_KINDS.encryption],
  check({ configuration, report }) {
    const entries = encryptionEntries(configuration.object);
    if (entries.some(coversSecrets)) return;
    report({
      ...configuration.place(["resources"], "key"),
      message: "no entry covers secrets: they are written in clear",
    });
  },
});
