import { stringAt } from "../../kubernetes/fields";
import { defineInventoryRule } from "../define-rule";

const PAIRS = [
  [
    "admissionregistration.k8s.io/ValidatingAdmissionPolicy",
    "admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding",
  ],
  [
    "admissionregistration.k8s.io/MutatingAdmissionPolicy",
    "admissionregistration.k8s.io/MutatingAdmissionPolicyBinding",
  ],
] as const;

/** Source: KEP-3488: a policy without a binding has no effect. */
export const policyWithoutBinding = defineInventoryRule({
  id: "admission/policy-without-binding",
  title: "Admission policy is bound nowhere, or a binding has no policy",
  severity: "medium",
  why: "The policy is in the cluster and refuses nothing, while everybody believes it does.",
  remediation: "Add a binding whose `policyName` is the policy, with `validationActions: [Deny]`.",
  standards: { nsa: ["privileged"], owasp: ["K04"] },
  controls: ["validatingadmissionpolicy-psa-admissionconfiguration-file"],
  since: "0.1.0",
  appliesTo: PAIRS.flat(),
  needsClosedScope: true,
  check({ inventory, report }) {
    for (const [policyKind, bindingKind] of PAIRS) {
      const policies = inventory.ofKind(policyKind);
      const bindings = inventory.ofKind(bindingKind);
      for (const policy of policies) {
        if (bindings.some(({ data }) => stringAt(data, "spec", "policyName") === policy.name)) continue;
        report(policy, {
          path: ["metadata", "name"],
          message: `no binding names the policy "${policy.name ?? "?"}", so it does nothing`,
        });
      }
      for (const binding of bindings) {
        const name = stringAt(binding.data, "spec", "policyName");
        if (policies.some((policy) => policy.name === name)) continue;
        report(binding, {
          path: ["spec", "policyName"],
          message: `the policy "${name ?? "?"}" is not among the resources deployed with this binding`,
        });
      }
    }
  },
});
