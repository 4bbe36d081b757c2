import { moveApiVersion } from "../../fixes/move-api-version";
import { apiVersionLife, OUTDATED_KINDS } from "../../kubernetes/api-versions";
import { formatKubernetesVersion } from "../../kubernetes/kubernetes-version";
import { defineResourceRule } from "../define-rule";

/** Source: the table of API versions. Where it is gone, `admission/removed-api` speaks. */
export const deprecatedApi = defineResourceRule({
  id: "admission/deprecated-api",
  title: "API version is deprecated",
  severity: "low",
  why: "An upgrade of the cluster removes it, and the next apply of the manifest fails.",
  remediation: "Move to the version that the message names before the upgrade.",
  equivalents: {
    trivy: ["KSV-0107"],
    "kube-score": ["stable-version"],
    kubeaudit: ["DeprecatedAPIUsed"],
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
    const version = options.kubernetesVersion;
    if (!life || version < life.deprecated || version >= life.removed) return;
    report({
      path: ["apiVersion"],
      message: `${resource.apiVersion} ${resource.kind} is deprecated and goes with ${formatKubernetesVersion(life.removed)}${
        life.replacement ? `; ${life.replacement} takes its place` : ""
      }`,
      fixes: life.replacement ? [moveApiVersion(resource.apiVersion, life.replacement)] : [],
    });
  },
});
