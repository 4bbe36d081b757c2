import { FILE_KINDS } from "../../kubernetes/classify";
import { listAt, mapsAt, stringAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";
import { isPlaceholder, isSecret } from "./secret-evidence";

/** Literals of a secretGenerator are secrets by declaration; those of a configMapGenerator on evidence. */
export const literalInGenerator = defineResourceRule({
  id: "secrets/literal-in-generator",
  title: "Secret in clear in a kustomize generator",
  severity: "high",
  why: "The generated Secret is a copy of a value that lies in version control, for everybody who ever cloned it.",
  remediation:
    "Change the credential and let an external secrets operator or the Secrets Store driver fetch it.",
  standards: { cis: ["5.4.1"], nsa: ["secrets-encryption"], mitre: ["T1552.001"], owasp: ["K08"] },
  since: "0.1.0",
  appliesTo: [FILE_KINDS.kustomization],
  check({ resource, report }) {
    for (const list of ["secretGenerator", "configMapGenerator"]) {
      for (const { index, value } of mapsAt(resource.object, list)) {
        const generator = stringAt(value, "name") ?? String(index);
        listAt(value, "literals").forEach((literal, item) => {
          if (typeof literal !== "string") return;
          const at = literal.indexOf("=");
          const key = literal.slice(0, Math.max(at, 0));
          const content = literal.slice(at + 1).replace(/^["']|["']$/g, "");
          const found = list === "secretGenerator" ? !isPlaceholder(content) : isSecret(key, content);
          if (at < 1 || !found) return;
          report({
            path: [list, index, "literals", item],
            span: { start: 0, end: key.length },
            message: `${list} "${generator}" holds ${key} in clear`,
          });
        });
      }
    }
  },
});
