import { DANGEROUS_GRANTS } from "../../access/dangerous-grants";
import { type IndexedPolicyRule, policyRulesOf } from "../../access/policy-rule";
import type { Resource } from "../../kubernetes/resource";
import { defineResourceRule } from "../define-rule";
import type { Severity } from "../rule";
import {
  describeMatch,
  describeRole,
  isBootstrapRole,
  isWildcard,
  matchOf,
  ROLE_KINDS,
} from "./define-role-rule";

/**
 * Writing ConfigMaps matters where other workloads read them: cluster-wide, and in kube-system (cluster DNS, the
 * account mapping of EKS). A Role that writes those of its own namespace is how controllers elect a leader.
 */
export const writeConfigMaps = defineResourceRule({
  id: "identity/write-config-maps",
  title: "Role may change ConfigMaps of others",
  severity: "critical",
  why: "The ConfigMaps of kube-system configure the cluster: coredns decides where every name leads, aws-auth who is administrator of an EKS cluster.",
  remediation: "Use a Role in the workload's own namespace, with resourceNames for update and patch.",
  standards: { nsa: ["rbac"], mitre: ["T1557", "T1098"], owasp: ["K03"] },
  equivalents: { trivy: ["KSV-0049", "KSV-0115"], kubescape: ["C-0037"] },
  controls: ["manage-configmaps-coredns-poisoning-aws-auth", "aws-auth-editable"],
  waive: "A controller that configures the cluster's DNS or maps cloud identities.",
  since: "0.1.0",
  appliesTo: ROLE_KINDS,
  check({ resource, report }) {
    if (isBootstrapRole(resource)) return;
    for (const rule of policyRulesOf(resource.object)) {
      if (isWildcard(rule)) continue;
      const match = matchOf(rule, DANGEROUS_GRANTS.writeConfigMaps, resource.kind === "Role");
      const reach = match && reachOf(rule, resource);
      if (!match || !reach) continue;
      report({
        path: ["rules", rule.index, "resources", match.resources[0] ?? 0],
        message: `${describeRole(resource)} may ${describeMatch(rule, match)} ${reach.where}`,
        severity: reach.severity,
      });
    }
  },
});

function reachOf(
  rule: IndexedPolicyRule,
  { kind, namespace }: Resource,
): { readonly where: string; readonly severity: Severity } | undefined {
  const inSystem = kind === "ClusterRole" || namespace === "kube-system";
  if (!inSystem) return undefined;
  if (rule.resourceNames.includes("aws-auth"))
    return { where: "aws-auth and so make anybody an administrator of the cluster", severity: "critical" };
  if (rule.resourceNames.some((name) => name === "coredns" || name === "coredns-custom"))
    return { where: "of the cluster's DNS and so lead every name elsewhere", severity: "high" };
  if (rule.resourceNames.length > 0) return undefined;
  if (kind === "Role") return { where: "of kube-system, cluster DNS included", severity: "high" };
  return { where: "in every namespace, kube-system included", severity: "medium" };
}
