import { fix, set } from "../../fixes/change";
import { fieldFaults } from "../../kubernetes/field-types";
import { defineResourceRule } from "../define-rule";

const PLACEHOLDER = /\{\{|\$\{|\$\(/;

/** Source: the table of values, which is the API server's validation. */
export const unknownValue = defineResourceRule({
  id: "admission/unknown-value",
  title: "Value is none that the field takes",
  severity: "medium",
  why: "The API server refuses the whole resource, so the hardening that it holds is never applied.",
  remediation: "Use one of the values that the message lists; case matters.",
  equivalents: { "kube-linter": ["schema-validation"] },
  controls: ["deprecated-removed-apiversion-schema"],
  fixable: true,
  since: "0.1.0",
  appliesTo: ["*"],
  check({ resource, report }) {
    for (const each of fieldFaults(resource)) {
      if (each.fault !== "value" || PLACEHOLDER.test(each.value)) continue;
      const { path, value, field, values } = each;
      const meant = values.find((one) => one.toLowerCase() === value.toLowerCase());
      report({
        path,
        message: `"${value}" is no value of ${field}: the API server takes ${values.join(", ")}`,
        fixes: meant ? [fix("unsafe", `Write ${meant}`, set(path, meant))] : [],
      });
    }
  },
});
