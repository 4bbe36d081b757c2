import { isObject, type JsonObject } from "../../json";
import { listAt, mapAt, mapsAt, stringsAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";

/** Source: Kyverno documentation, "Policy Exceptions". */
export const policyException = defineResourceRule({
  id: "admission/policy-exception",
  title: "Policy exception names no object",
  severity: "medium",
  why: "The exception holds for every object of its kind, so the policy is off for everybody.",
  remediation: "Name namespaces and objects in `match`, and single rules in `ruleNames`.",
  standards: { mitre: ["T1562.001"], owasp: ["K04"] },
  controls: ["validatingadmissionpolicy-psa-admissionconfiguration-file"],
  since: "0.1.0",
  appliesTo: ["kyverno.io/PolicyException"],
  check({ resource, report }) {
    const { object } = resource;
    for (const form of ["any", "all"]) {
      for (const { index, value } of mapsAt(object, "spec", "match", form)) {
        const path = ["spec", "match", form, index, "resources"];
        if (
          isObject(value.resources) &&
          isEverything(value.resources) &&
          listAt(object, "spec", "conditions", "any").length +
            listAt(object, "spec", "conditions", "all").length ===
            0
        )
          report({
            path: [...path, "names"],
            message: "the exception holds in every namespace and for every name",
          });
      }
    }
    for (const { index, value } of mapsAt(object, "spec", "exceptions")) {
      if (stringsAt(value, "ruleNames").includes("*"))
        report({
          path: ["spec", "exceptions", index, "ruleNames"],
          severity: "low",
          message: "the exception is from every rule of the policy",
        });
    }
  },
});

function isEverything(resources: JsonObject): boolean {
  const isWide = (field: string) =>
    stringsAt(resources, field).length === 0 || stringsAt(resources, field).includes("*");
  const hasSelector = ["selector", "namespaceSelector"].some(
    (field) => Object.keys(mapAt(resources, field)).length > 0,
  );
  return isWide("namespaces") && isWide("names") && !hasSelector;
}
