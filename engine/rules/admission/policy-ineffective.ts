import { fix, set } from "../../fixes/change";
import { mapsAt, stringAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";

const POLICY = "admissionregistration.k8s.io/ValidatingAdmissionPolicy";

/** Expressions that are true whatever the object is. */
const ALWAYS =
  /^\s*\(*\s*(?:true|!\s*false|(\d+)\s*==\s*\1|"([^"]*)"\s*==\s*"\2"|.+\|\|\s*true|true\s*\|\|.+)\s*\)*\s*$/s;
const NEVER = /^\s*\(*\s*(?:false|!\s*true|.+&&\s*false)\s*\)*\s*$/s;

/** Source: KEP-3488, ValidatingAdmissionPolicy; Kyverno documentation on `failurePolicy`. */
export const policyIneffective = defineResourceRule({
  id: "admission/policy-ineffective",
  title: "Policy lets everything through, or fails open",
  severity: "medium",
  why: "The policy is bound and evaluated, and still refuses nothing: its expression is always true, it never matches, or an error counts as consent.",
  remediation: "Correct the expression and leave `failurePolicy` at Fail.",
  standards: { mitre: ["T1562.001"], owasp: ["K04"] },
  controls: ["validatingadmissionpolicy-psa-admissionconfiguration-file"],
  fixable: true,
  since: "0.1.0",
  appliesTo: [POLICY, "kyverno.io/ClusterPolicy", "kyverno.io/Policy"],
  check({ resource, report }) {
    const { object } = resource;
    const failure = ["spec", "failurePolicy"];
    if (stringAt(object, ...failure) === "Ignore")
      report({
        path: failure,
        message: "an error in the policy admits the object",
        fixes: [
          fix(
            "harden",
            "Refuse when the policy fails (objects that it cannot evaluate are refused)",
            set(failure, "Fail"),
          ),
        ],
      });
    if (resource.group === "kyverno.io") return;
    for (const { index, value } of mapsAt(object, "spec", "validations")) {
      if (ALWAYS.test(stringAt(value, "expression") ?? ""))
        report({
          path: ["spec", "validations", index, "expression"],
          message: "the expression is true whatever the object is, so nothing is refused",
        });
    }
    for (const { index, value } of mapsAt(object, "spec", "matchConditions")) {
      if (NEVER.test(stringAt(value, "expression") ?? ""))
        report({
          path: ["spec", "matchConditions", index, "expression"],
          message: "the condition never holds, so nothing is looked at",
        });
    }
  },
});
