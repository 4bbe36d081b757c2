import { fix, set } from "../../fixes/change";
import type { Inventory } from "../../inventory/inventory";
import { mapsAt, stringAt, stringsAt } from "../../kubernetes/fields";
import { isSystemNamespace } from "../../kubernetes/system-namespaces";
import { defineInventoryRule } from "../define-rule";
import { ENFORCE_LABEL, POD_SECURITY_PREFIX } from "./pod-security-labels";

/** Source: Kubernetes documentation, "Pod Security Admission"; a namespace without labels admits everything. */
export const namespaceNotEnforced = defineInventoryRule({
  id: "admission/namespace-not-enforced",
  title: "Namespace does not enforce a Pod Security level",
  severity: "medium",
  why: "Whoever may create pods in the namespace may create a privileged one and take over the node. Labels that only warn or audit refuse nothing.",
  remediation:
    "Label the namespace with `pod-security.kubernetes.io/enforce: restricted`, or at least `baseline`.",
  standards: {
    cis: ["5.2.1"],
    nsa: ["non-root", "privileged"],
    mitre: ["T1610", "T1611"],
    owasp: ["K01", "K04"],
  },
  equivalents: {
    kubescape: [
      "C-0192",
      "C-0194",
      "C-0195",
      "C-0196",
      "C-0197",
      "C-0198",
      "C-0199",
      "C-0200",
      "C-0201",
      "C-0202",
      "C-0203",
      "C-0204",
    ],
    kyverno: ["add-psa-labels", "add-psa-namespace-reporting"],
  },
  controls: ["namespace-without-pod-security-kubernetes-io-enforce", "only-warn-audit-no-enforce"],
  waive: "A policy engine outside this scope, or the API server's AdmissionConfiguration, enforces the same.",
  fixable: true,
  since: "0.1.0",
  appliesTo: ["Namespace"],
  check({ inventory, report }) {
    if (isCoveredElsewhere(inventory)) return;
    for (const namespace of inventory.ofKind("Namespace")) {
      const { name, labels } = namespace;
      if (!name || isSystemNamespace(name) || labels[ENFORCE_LABEL]) continue;
      const softer = ["warn", "audit"].find((mode) => labels[POD_SECURITY_PREFIX + mode]);
      const path = ["metadata", "labels", ENFORCE_LABEL];
      report(namespace, {
        path,
        severity: softer ? "low" : "medium",
        message: softer
          ? `the namespace "${name}" only ${softer === "warn" ? "warns" : "records"}: a privileged pod is still admitted`
          : `the namespace "${name}" admits privileged pods: it has no Pod Security label`,
        fixes: [
          fix(
            "harden",
            "Enforce the level baseline (pods that need more are refused)",
            set(path, "baseline"),
          ),
        ],
      });
    }
  },
});

/** Whether something in sight refuses pods in every namespace, so that labels are not needed. */
function isCoveredElsewhere(inventory: Inventory): boolean {
  const kyverno = inventory
    .ofKind("kyverno.io/ClusterPolicy")
    .some(({ data }) =>
      mapsAt(data, "spec", "rules").some(
        ({ value }) =>
          stringAt(value, "validate", "podSecurity", "level") !== undefined ||
          /privileged|host-namespaces/.test(stringAt(value, "name") ?? ""),
      ),
    );
  const gatekeeper = inventory
    .kinds()
    .some((kind) => /^constraints\.gatekeeper\.sh\/K8s(PSP|Azure)/.test(kind));
  const denying = inventory
    .ofKind("admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding")
    .some(({ data }) => stringsAt(data, "spec", "validationActions").includes("Deny"));
  const onPods = inventory
    .ofKind("admissionregistration.k8s.io/ValidatingAdmissionPolicy")
    .some(({ data }) =>
      mapsAt(data, "spec", "matchConstraints", "resourceRules").some(({ value }) =>
        stringsAt(value, "resources").some((each) => each === "pods" || each === "*"),
      ),
    );
  const configured = inventory.ofKind("apiserver.config.k8s.io/AdmissionConfiguration").length > 0;
  return kyverno || gatekeeper || (denying && onPods) || configured;
}
