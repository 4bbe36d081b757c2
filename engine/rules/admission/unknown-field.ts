import { fix, remove, set } from "../../fixes/change";
import { type Path, valueAt } from "../../json";
import { fieldFaults } from "../../kubernetes/field-types";
import { defineResourceRule } from "../define-rule";

/** Fields below which a mistake leaves something open. */
const SECURITY =
  /^(securityContext|podSelector|namespaceSelector|ingress|egress|rules|subjects|automount|host)/i;

/** Source: the OpenAPI document of Kubernetes 1.37. `kubectl` refuses unknown fields, the API server drops them. */
export const unknownField = defineResourceRule({
  id: "admission/unknown-field",
  title: "Field is not known to its kind",
  severity: "low",
  why: "The API server drops the field, or the client refuses the manifest: what it was to harden stays as it was.",
  remediation: "Correct the spelling or the place; names are case-sensitive.",
  equivalents: { "kube-linter": ["schema-validation"] },
  controls: ["deprecated-removed-apiversion-schema"],
  fixable: true,
  since: "0.1.0",
  appliesTo: ["*"],
  check({ resource, report }) {
    for (const each of fieldFaults(resource)) {
      if (each.fault !== "unknown") continue;
      const { path, known } = each;
      const name = String(path.at(-1));
      // Extensions of other tools, and templates, are no misspelling.
      if (name.startsWith("x-") || /[{}$<]/.test(name)) continue;
      const meant = known.find((one) => isNear(one, name));
      const value = valueAt(resource.object, path);
      const holder: Path = path.slice(0, -1);
      const isTaken = meant !== undefined && valueAt(resource.object, [...holder, meant]) !== undefined;
      report({
        path,
        target: "key",
        severity: path.some((segment) => typeof segment === "string" && SECURITY.test(segment))
          ? "medium"
          : "low",
        message: meant
          ? `"${name}" is not known here and is dropped; "${meant}" is meant`
          : `"${name}" is not known here and is dropped`,
        fixes:
          meant && !isTaken && value !== undefined
            ? [fix("unsafe", `Rename it to ${meant}`, set([...holder, meant], value), remove(path))]
            : [],
      });
    }
  },
});

/** Whether one name is the other but for case, or for one letter added, left out, changed or swapped. */
function isNear(a: string, b: string): boolean {
  const [x, y] = [a.toLowerCase(), b.toLowerCase()];
  if (x === y) return true;
  if (Math.min(x.length, y.length) < 5 || Math.abs(x.length - y.length) > 1) return false;
  let start = 0;
  while (start < x.length && x[start] === y[start]) start += 1;
  let end = 0;
  while (end < Math.min(x.length, y.length) - start && x[x.length - 1 - end] === y[y.length - 1 - end])
    end += 1;
  const left = x.slice(start, x.length - end);
  const right = y.slice(start, y.length - end);
  const isSwap = left.length === 2 && left[0] === right[1] && left[1] === right[0];
  return Math.max(left.length, right.length) <= 1 || isSwap;
}
