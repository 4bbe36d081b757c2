import { fix, remove, set } from "../../fixes/change";
import { stringAt } from "../../kubernetes/fields";
import { definePodRule } from "../define-rule";

/** The API server fills both fields with one value, so that a live object that carries both is no fault. */
export const deprecatedServiceAccountField = definePodRule({
  id: "identity/deprecated-service-account-field",
  title: "Pod names its account in the deprecated field serviceAccount",
  severity: "low",
  why: "serviceAccount is an alias kept for old clients; where it contradicts serviceAccountName it is ignored, and the pod runs as another account than a reader believes.",
  remediation: "Use serviceAccountName.",
  equivalents: {
    "kube-linter": ["deprecated-service-account-field"],
    kubescape: ["C-0294"],
    kubeaudit: ["AutomountServiceAccountTokenDeprecated"],
  },
  controls: ["deprecated-spec-serviceaccount"],
  fixable: true,
  since: "0.1.0",
  check({ pod, report }) {
    const old = stringAt(pod.spec, "serviceAccount");
    const current = stringAt(pod.spec, "serviceAccountName");
    if (!old || old === current) return;
    const path = pod.at("serviceAccount");
    report({
      path,
      target: "key",
      message: current
        ? `serviceAccount "${old}" is ignored: the pod runs as serviceAccountName "${current}"`
        : "serviceAccount is deprecated in favour of serviceAccountName",
      fixes: [
        fix(
          "safe",
          current ? "Remove serviceAccount" : "Rename serviceAccount to serviceAccountName",
          ...(current ? [] : [set(pod.at("serviceAccountName"), old)]),
          remove(path),
        ),
      ],
    });
  },
});
