import { isObject, type JsonValue, type Path } from "../../json";
import { FILE_KINDS } from "../../kubernetes/classify";
import { defineResourceRule } from "../define-rule";
import { isSecret } from "./secret-evidence";

/** Walks the whole tree; points at keys, never at values. */
export const literalInValues = defineResourceRule({
  id: "secrets/literal-in-values",
  title: "Secret in clear in Helm values",
  severity: "high",
  why: "Values files are committed and are kept in every release Secret of the chart: the credential is in two places that nobody rotates.",
  remediation:
    "Change the credential, and let the chart take the name of a Secret that an operator fills from the vault.",
  standards: { cis: ["5.4.1"], nsa: ["secrets-encryption"], mitre: ["T1552.001"], owasp: ["K08"] },
  since: "0.1.0",
  appliesTo: [FILE_KINDS.values],
  check({ resource, report }) {
    if (resource.object.sops !== undefined) return;
    const visit = (value: JsonValue | undefined, path: Path): void => {
      if (Array.isArray(value)) {
        for (const [index, item] of value.entries()) visit(item, [...path, index]);
      } else if (isObject(value)) {
        visitNamed(value, path);
        for (const [key, child] of Object.entries(value)) {
          if (typeof child !== "string") visit(child, [...path, key]);
          else if (isSecret(key, child))
            report({
              path: [...path, key],
              target: "key",
              message: `value ${[...path, key].join(".")} is a secret in clear`,
            });
        }
      }
    };
    /** `{name: DB_PASSWORD, value: …}`, as charts pass environment variables on. */
    const visitNamed = (
      { name, value }: { readonly [key: string]: JsonValue | undefined },
      path: Path,
    ): void => {
      if (
        typeof name !== "string" ||
        typeof value !== "string" ||
        !isSecret(name, value) ||
        isSecret("value", value)
      )
        return;
      report({ path: [...path, "value"], target: "key", message: `variable ${name} is a secret in clear` });
    };
    visit(resource.object, []);
  },
});
