import type { Path } from "../../json";
import { defineResourceRule } from "../define-rule";
import { isSecret } from "./secret-evidence";

/** Annotations whose values are references, hashes or copies of what other rules judge. */
const KNOWN =
  /^(kubectl\.kubernetes\.io\/|checksum\/|sealedsecrets\.bitnami\.com\/|vault\.hashicorp\.com\/|.*\.kubernetes\.io\/auth-secret)/;

/** Points at the annotation's key, never at its value. */
export const literalInAnnotation = defineResourceRule({
  id: "secrets/literal-in-annotation",
  title: "Secret in clear in an annotation",
  severity: "high",
  why: "Metadata is readable by everybody who may see the object, is copied into events and logs, and is never encrypted.",
  remediation: "Change the credential and give it by a Secret that the annotation names.",
  standards: { cis: ["5.4.1"], mitre: ["T1552.001"], owasp: ["K08"] },
  since: "0.1.0",
  appliesTo: ["*"],
  check({ resource, pods, report }) {
    check(resource.annotations, ["metadata", "annotations"]);
    for (const pod of pods) {
      const path = pod.metadataAt("annotations");
      if (path.length > 2) check(pod.annotations, path);
    }

    function check(annotations: Readonly<Record<string, string>>, place: Path): void {
      for (const key of Object.keys(annotations)) {
        const name = key.slice(key.indexOf("/") + 1);
        if (KNOWN.test(key) || !isSecret(name, annotations[key] ?? "")) continue;
        report({
          path: [...place, key],
          target: "key",
          message: `annotation ${key} holds a secret in clear`,
        });
      }
    }
  },
});
