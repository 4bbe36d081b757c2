import { authorizerChains } from "../../control-plane/authorizers";
import { kindsOfComponents } from "../../control-plane/component-flags";
import { CONFIGURATION_KINDS } from "../../control-plane/configuration";
import { defineResourceRule } from "../define-rule";

/** Source: CIS Kubernetes Benchmark 1.12, 1.2.6. */
export const authorizationAlwaysAllow = defineResourceRule({
  id: "control-plane/authorization-always-allow",
  title: "API server allows every request",
  severity: "critical",
  why: "Rights are not asked for at all: everybody who is logged in, every pod included, is cluster admin.",
  remediation: "Set `--authorization-mode=Node,RBAC`.",
  standards: { cis: ["1.2.6"], nsa: ["rbac"], mitre: ["T1078"], owasp: ["K03"] },
  equivalents: { checkov: ["CKV_K8S_74"], trivy: ["KCV-0007"], kubescape: ["C-0118"], kics: ["f1f4d8da"] },
  controls: ["authorization-mode-not-alwaysallow"],
  since: "0.1.0",
  appliesTo: [...kindsOfComponents(["kube-apiserver"]), CONFIGURATION_KINDS.authorization],
  check({ resource, pods, report }) {
    for (const { authorizers, place, source } of authorizerChains(resource, pods)) {
      const open = authorizers.find(({ type }) => type === "AlwaysAllow");
      if (!open && authorizers.length > 0) continue;
      report({
        ...(open?.place ?? place),
        message: open
          ? `${source} allows every request of everybody who is logged in (AlwaysAllow)`
          : `${source} names no authorizer, which stands for AlwaysAllow: every request is allowed`,
      });
    }
  },
});
