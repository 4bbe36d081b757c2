import { mapAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";
import { isCredential, isSecret } from "./secret-evidence";
import { secretLines } from "./secret-lines";

/** Points at keys, inside embedded files too, never at values. */
export const literalInConfigMap = defineResourceRule({
  id: "secrets/literal-in-config-map",
  title: "Secret in clear in a ConfigMap",
  severity: "high",
  why: "ConfigMaps are readable by far more people and workloads than Secrets, are not encrypted at rest, and this one is in version control.",
  remediation:
    "Change the credential, keep it in the vault or a Secret that is not committed, and mount it as a file.",
  standards: { cis: ["5.4.1"], nsa: ["secrets-encryption"], mitre: ["T1552.001"], owasp: ["K08"] },
  equivalents: {
    trivy: ["KSV-0109", "KSV-01010"],
    kubescape: ["C-0012"],
    polaris: ["sensitiveConfigmapContent"],
  },
  controls: ["secret-in-configmap"],
  since: "0.1.0",
  appliesTo: ["ConfigMap"],
  check({ resource, report }) {
    for (const [key, value] of Object.entries(mapAt(resource.object, "data"))) {
      if (typeof value !== "string") continue;
      const path = ["data", key];
      const lines = value.includes("\n") || /[=:]/.test(value) ? secretLines(value) : [];
      for (const line of lines)
        report({
          path,
          span: line.span,
          message: `ConfigMap "${resource.name ?? ""}" has a secret in clear in ${key}, as ${line.key}`,
        });
      if (lines.length > 0) continue;
      if (value.includes("\n") ? isCredential(value) : isSecret(key, value))
        report({
          path,
          target: "key",
          message: `ConfigMap "${resource.name ?? ""}" has a secret in clear in ${key}`,
        });
    }
  },
});
