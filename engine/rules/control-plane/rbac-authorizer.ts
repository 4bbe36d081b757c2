import { authorizerChains } from "../../control-plane/authorizers";
import { kindsOfComponents } from "../../control-plane/component-flags";
import { CONFIGURATION_KINDS } from "../../control-plane/configuration";
import { defineResourceRule } from "../define-rule";

/** Source: CIS Kubernetes Benchmark 1.12, 1.2.8. */
export const rbacAuthorizer = defineResourceRule({
  id: "control-plane/rbac-authorizer",
  title: "Roles and bindings are void",
  severity: "high",
  why: "Without RBAC rights come from files or a webhook that nobody sees in the cluster, and every Role that was written means nothing.",
  remediation: "Set `--authorization-mode=Node,RBAC`.",
  standards: { cis: ["1.2.8"], nsa: ["rbac"], mitre: ["T1078"], owasp: ["K03"] },
  equivalents: {
    checkov: ["CKV_K8S_77"],
    trivy: ["KCV-0009"],
    kubescape: ["C-0120", "C-0088"],
    kics: ["1aa4a1ae"],
  },
  controls: ["authorization-mode-has-rbac"],
  fixable: true,
  since: "0.1.0",
  appliesTo: [...kindsOfComponents(["kube-apiserver"]), CONFIGURATION_KINDS.authorization],
  check({ resource, pods, report }) {
    for (const { authorizers, place, source, put } of authorizerChains(resource, pods)) {
      if (authorizers.length === 0 || authorizers.some(({ type }) => /^(RBAC|AlwaysAllow)$/.test(type)))
        continue;
      report({
        ...place,
        message: `${source} runs without the authorizer RBAC: roles and bindings are void`,
        fixes: put("RBAC"),
      });
    }
  },
});
