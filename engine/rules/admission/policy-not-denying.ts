import { fix, set } from "../../fixes/change";
import { isObject } from "../../json";
import { listAt, mapsAt, stringAt, stringsAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";
import type { ResourceContext } from "../rule";

const BINDING = "admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding";

/** Sources: admissionregistration.k8s.io/v1; Gatekeeper, Kyverno and Kubewarden documentation on audit modes. */
export const policyNotDenying = defineResourceRule({
  id: "admission/policy-not-denying",
  title: "Policy only watches",
  severity: "low",
  why: "The policy records or warns, and what it forbids is admitted all the same.",
  remediation:
    "Once its reports are clean, let it refuse: Deny, deny, Enforce or protect, as the engine calls it.",
  standards: { nsa: ["privileged"], mitre: ["T1562.001"], owasp: ["K04"] },
  controls: ["validatingadmissionpolicy-psa-admissionconfiguration-file"],
  waive:
    "The policy is new and its reports are being worked off; the waiver's expiry is the day it starts to refuse.",
  fixable: true,
  since: "0.1.0",
  appliesTo: ["*"],
  check(context) {
    const { group, kind } = context.resource;
    if (`${group}/${kind}` === BINDING) checkBinding(context);
    else if (group === "constraints.gatekeeper.sh") checkGatekeeper(context);
    else if (group === "kyverno.io" && (kind === "ClusterPolicy" || kind === "Policy")) checkKyverno(context);
    else if (group === "policies.kyverno.io" && /ValidatingPolicy$/.test(kind) && !kind.includes("Image"))
      checkActions(context);
    else if (
      group === "policies.kubewarden.io" &&
      stringAt(context.resource.object, "spec", "mode") === "monitor"
    )
      context.report({
        path: ["spec", "mode"],
        message: "the policy monitors, so what it forbids is admitted",
        fixes: [deny(["spec", "mode"], "protect")],
      });
  },
});

function deny(path: readonly (string | number)[], value: string) {
  return fix("harden", "Refuse what the policy forbids", set(path, value));
}

function checkBinding(context: ResourceContext): void {
  const { resource, report } = context;
  checkActions(context);
  const path = ["spec", "paramRef", "parameterNotFoundAction"];
  if (stringAt(resource.object, ...path) === "Allow")
    report({
      path,
      message: "where the parameters are missing, everything is admitted",
      fixes: [deny(path, "Deny")],
    });
}

function checkActions({ resource, report }: ResourceContext): void {
  const path = ["spec", "validationActions"];
  const actions = stringsAt(resource.object, ...path);
  if (actions.length === 0 || actions.includes("Deny")) return;
  report({
    path,
    message: `the actions are ${actions.join(" and ")}, so what the policy forbids is admitted`,
    fixes: [fix("harden", "Refuse what the policy forbids", set(path, ["Deny"]))],
  });
}

function checkGatekeeper({ resource, report }: ResourceContext): void {
  const path = ["spec", "enforcementAction"];
  const action = stringAt(resource.object, ...path);
  if (action === "dryrun" || action === "warn")
    report({
      path,
      message: `the constraint is in ${action}, so what it forbids is admitted`,
      fixes: [deny(path, "deny")],
    });
  const excluded = listAt(resource.object, "spec", "match", "excludedNamespaces").indexOf("*");
  if (excluded >= 0)
    report({
      path: ["spec", "match", "excludedNamespaces", excluded],
      severity: "medium",
      message: "the constraint leaves every namespace out, so it does nothing",
    });
}

function checkKyverno({ resource, report }: ResourceContext): void {
  const { object } = resource;
  const rules = mapsAt(object, "spec", "rules");
  // What checks signatures is judged by image/signature-policy-weak.
  const validating = rules.filter(
    ({ value }) => isObject(value.validate) && value.validate.manifests === undefined,
  );
  if (validating.length === 0) return;
  const general = stringAt(object, "spec", "validationFailureAction");
  const soft = validating.find(
    ({ value }) =>
      (stringAt(value, "validate", "failureAction") ?? general ?? "Audit").toLowerCase() === "audit",
  );
  if (!soft) return;
  const name = stringAt(soft.value, "name") ?? `${soft.index}`;
  const own = ["spec", "rules", soft.index, "validate", "failureAction"];
  const path =
    general !== undefined && stringAt(object, ...own) === undefined
      ? ["spec", "validationFailureAction"]
      : own;
  report({
    path,
    message: `rule "${name}" is in Audit mode, so what it forbids is admitted`,
    fixes: [deny(path, "Enforce")],
  });
}
