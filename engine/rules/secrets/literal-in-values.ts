import { isObject, type JsonObject, type JsonValue, type Path, valueAt } from "../../json";
import { FILE_KINDS } from "../../kubernetes/classify";
import { stringAt } from "../../kubernetes/fields";
import { groupKind } from "../../kubernetes/resource";
import { defineResourceRule } from "../define-rule";
import type { Report } from "../rule";
import { isSecret } from "./secret-evidence";
import { secretLines } from "./secret-lines";

/** Where the values of a chart stand: in a file of their own, or in a resource of a GitOps controller. */
const PLACES: Readonly<Record<string, { readonly trees: readonly Path[]; readonly texts: readonly Path[] }>> =
  {
    [FILE_KINDS.values]: { trees: [[]], texts: [] },
    "helm.toolkit.fluxcd.io/HelmRelease": { trees: [["spec", "values"]], texts: [] },
    "argoproj.io/Application": {
      trees: [
        ["spec", "source", "helm", "valuesObject"],
        ["spec", "source", "helm", "parameters"],
      ],
      texts: [["spec", "source", "helm", "values"]],
    },
  };

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
  appliesTo: Object.keys(PLACES),
  check({ resource, report }) {
    const { object } = resource;
    const places = PLACES[groupKind(resource)];
    if (!places || object.sops !== undefined) return;
    for (const tree of places.trees) visit(valueAt(object, tree), tree, report);
    for (const path of places.texts)
      for (const { key, span } of secretLines(stringAt(object, ...path) ?? ""))
        report({ path, span, message: `value ${key} is a secret in clear` });
  },
});

function visit(value: JsonValue | undefined, path: Path, report: (report: Report) => void): void {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) visit(item, [...path, index], report);
    return;
  }
  if (!isObject(value)) return;
  visitNamed(value, path, report);
  for (const [key, child] of Object.entries(value)) {
    if (typeof child !== "string") visit(child, [...path, key], report);
    else if (isSecret(key, child))
      report({
        path: [...path, key],
        target: "key",
        message: `value ${[...path, key].join(".")} is a secret in clear`,
      });
  }
}

/** `{name: DB_PASSWORD, value: …}`, as charts pass variables and Argo CD parameters on. */
function visitNamed({ name, value }: JsonObject, path: Path, report: (report: Report) => void): void {
  if (typeof name !== "string" || typeof value !== "string") return;
  if (!isSecret(name, value) || isSecret("value", value)) return;
  report({ path: [...path, "value"], target: "key", message: `variable ${name} is a secret in clear` });
}
