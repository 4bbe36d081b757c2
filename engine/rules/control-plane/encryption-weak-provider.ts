import { CONFIGURATION_KINDS } from "../../control-plane/configuration";
import {
  coversSecrets,
  type EncryptionProvider,
  encryptionEntries,
  kmsVersion,
} from "../../control-plane/encryption";
import type { KubernetesMinor } from "../../kubernetes/kubernetes-version";
import type { Report } from "../rule";
import { defineConfigurationRule } from "./define-configuration-rule";

/** Source: Kubernetes documentation, "Encrypting Confidential Data at Rest"; feature gate KMSv1, off since 1.29. */
export const encryptionWeakProvider = defineConfigurationRule({
  id: "control-plane/encryption-weak-provider",
  title: "Secrets are encrypted in a weak way",
  severity: "medium",
  why: "`aesgcm` breaks when one key writes too often, `aescbc` is open to padding oracles, and `kms` v1 is slow and switched off in new versions: what is stored is less safe than it looks.",
  remediation: "Use `kms` v2, or `secretbox` where no key service exists.",
  standards: { cis: ["1.2.28"], nsa: ["secrets-encryption"], owasp: ["K08"] },
  controls: ["encryptionconfiguration-uses-aescbc-secretbox-kms"],
  since: "0.1.0",
  configurations: [CONFIGURATION_KINDS.encryption],
  check({ configuration, options, report }) {
    for (const entry of encryptionEntries(configuration.object)) {
      const first = entry.providers[0];
      const fault = first && faultOf(first, options.kubernetesVersion);
      if (!first || !fault || !coversSecrets(entry)) continue;
      report({ ...configuration.place(first.path, "key"), ...fault });
      return;
    }
  },
});

function faultOf(
  provider: EncryptionProvider,
  version: KubernetesMinor,
): Pick<Report, "message" | "severity"> | undefined {
  if (provider.name === "aescbc")
    return { message: "aescbc writes the secrets: it is open to padding oracles", severity: "low" };
  if (provider.name === "aesgcm")
    return {
      message: "aesgcm writes the secrets: it is safe only while each key is replaced every 200,000 writes",
    };
  if (provider.name !== "kms" || kmsVersion(provider) !== "v1") return undefined;
  return version >= 29
    ? {
        message:
          "kms v1 writes the secrets: it is switched off since 1.29, and the API server does not start with it",
      }
    : {
        message: "kms v1 writes the secrets: it asks the key service for each of them and is deprecated",
        severity: "low",
      };
}
