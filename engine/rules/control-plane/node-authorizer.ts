import { authorizerChains } from "../../control-plane/authorizers";
import { kindsOfComponents } from "../../control-plane/component-flags";
import { CONFIGURATION_KINDS } from "../../control-plane/configuration";
import { defineResourceRule } from "../define-rule";

/** Source: CIS Kubernetes Benchmark 1.12, 1.2.7. */
export const nodeAuthorizer = defineResourceRule({
  id: "control-plane/node-authorizer",
  title: "Nodes are not limited to their own pods",
  severity: "medium",
  why: "The Node authorizer lets a kubelet read only what its own pods need: without it one stolen node credential reads the Secrets of all.",
  remediation: "Set `--authorization-mode=Node,RBAC`.",
  standards: { cis: ["1.2.7"], nsa: ["rbac"], mitre: ["T1078"], owasp: ["K03"] },
  equivalents: { checkov: ["CKV_K8S_75"], trivy: ["KCV-0008"], kubescape: ["C-0119"], kics: ["4d7ee40f"] },
  controls: ["authorization-mode-has-node"],
  fixable: true,
  since: "0.1.0",
  appliesTo: [...kindsOfComponents(["kube-apiserver"]), CONFIGURATION_KINDS.authorization],
  check({ resource, pods, report }) {
    for (const { authorizers, place, source, put } of authorizerChains(resource, pods)) {
      if (authorizers.length === 0 || authorizers.some(({ type }) => /^(Node|AlwaysAllow)$/.test(type)))
        continue;
      report({
        ...place,
        message: `${source} runs without the authorizer Node: kubelets need roles that reach the Secrets of every node`,
        fixes: put("Node"),
      });
    }
  },
});
