import { moveApiVersion } from "../../fixes/move-api-version";
import { apiVersionLife, OUTDATED_KINDS } from "../../kubernetes/api-versions";
import { formatKubernetesVersion } from "../../kubernetes/kubernetes-version";
import { defineResourceRule } from "../define-rule";

/** Source: the table of API versions. */
export const removedApi = defineResourceRule({
  id: "admission/removed-api",
  title: "API version is no longer served",
  severity: "medium",
  why: "The API server refuses the resource: the policy, role or webhook in it does not exist, whatever the repository says.",
  remediation: "Move to the version that the message names, and adapt the fields that changed.",
  equivalents: {
    "kube-linter": ["no-extensions-v1beta"],
    trivy: ["KSV-0107"],
    "kube-score": ["stable-version"],
    kubeaudit: ["DeprecatedAPIUsed"],
    kics: ["94b76ea5"],
    kyverno: ["check-deprecated-apis"],
    gatekeeper: ["VerifyDeprecatedAPI"],
    popeye: ["403"],
  },
  controls: ["deprecated-removed-apiversion-schema"],
  fixable: true,
  since: "0.1.0",
  appliesTo: OUTDATED_KINDS,
  check({ resource, options, report }) {
    const life = apiVersionLife(resource);
    // workload/pod-security-policy says what that one no longer protects.
    if (!life || options.kubernetesVersion < life.removed || resource.kind === "PodSecurityPolicy") return;
    const { replacement, removed } = life;
    report({
      path: ["apiVersion"],
      message: `${resource.apiVersion} ${resource.kind} has not been served since ${formatKubernetesVersion(removed)}${
        replacement ? `; ${replacement} takes its place` : " and has no successor of its kind"
      }`,
      fixes: replacement ? [moveApiVersion(resource.apiVersion, replacement)] : [],
    });
  },
});
