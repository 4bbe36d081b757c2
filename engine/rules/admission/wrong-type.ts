import { fix, set } from "../../fixes/change";
import { type Path, valueAt } from "../../json";
import { fieldFaults } from "../../kubernetes/field-types";
import { defineResourceRule } from "../define-rule";

/** What a template engine fills in later. */
const PLACEHOLDER = /\{\{|\$\{|\$\(/;

/** Source: the OpenAPI document of Kubernetes; the API server decodes strictly by type. */
export const wrongType = defineResourceRule({
  id: "admission/wrong-type",
  title: "Value has the wrong type",
  severity: "medium",
  why: 'The API server refuses the whole resource, so the hardening that it holds is never applied; `"true"` is not true.',
  remediation: "Write booleans and numbers without quotes, and strings that look like them with quotes.",
  equivalents: {
    "kube-linter": ["schema-validation"],
    kyverno: ["check-deprecated-apis"],
  },
  controls: ["deprecated-removed-apiversion-schema"],
  fixable: true,
  since: "0.1.0",
  appliesTo: ["*"],
  check({ resource, report }) {
    for (const each of fieldFaults(resource)) {
      if (each.fault !== "type") continue;
      const { path, expected, found } = each;
      const value = valueAt(resource.object, path);
      if (typeof value === "string" && PLACEHOLDER.test(value)) continue;
      report({
        path,
        message: `${nameOf(path)} is ${found} where the API server wants ${expected}, so it refuses the resource`,
        fixes:
          expected === "a boolean" && typeof value === "string" && /^(true|false)$/i.test(value)
            ? [fix("unsafe", "Write it without quotes", set(path, value.toLowerCase() === "true"))]
            : [],
      });
    }
  },
});

/** The field as a message names it, with the list item it stands in. */
function nameOf(path: Path): string {
  const names = path.map((segment) => (typeof segment === "number" ? `[${segment}]` : segment));
  return `"${names.slice(-3).join(".").replaceAll(".[", "[")}"`;
}
