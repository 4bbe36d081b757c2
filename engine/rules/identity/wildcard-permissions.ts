import { DANGEROUS_GRANTS } from "../../access/dangerous-grants";
import { type IndexedPolicyRule, policyRulesOf } from "../../access/policy-rule";
import type { Path } from "../../json";
import type { Resource } from "../../kubernetes/resource";
import { defineResourceRule } from "../define-rule";
import { SEVERITIES, type Severity } from "../rule";
import { isBuiltInGroup } from "./built-in-groups";
import { describeRole, isBootstrapRole, matchOf, ROLE_KINDS } from "./define-role-rule";

/** Resources on which a wildcard verb gives nothing that matters: an operator's own bookkeeping. */
const BOOKKEEPING = /^(leases|.+\/(status|finalizers))$/;

/** Rights that alone make an administrator of a whole cluster. */
const DECISIVE = new Set(["readSecrets", "nodeProxy", "escalate", "bind", "impersonate", "controlWebhooks"]);

/**
 * One finding for a policy rule with a wildcard, however much it gives. Inside a custom resource's own API group, and
 * on status, finalizers and leases, it is a hint.
 *
 * Source: Kubernetes documentation, "Role Based Access Control Good Practices", least privilege.
 */
export const wildcardPermissions = defineResourceRule({
  id: "identity/wildcard-permissions",
  title: "Role uses a wildcard",
  severity: "critical",
  why: "A wildcard gives more than anybody reads into it: subresources such as pods/exec and nodes/proxy, verbs such as escalate, and every kind that is installed later.",
  remediation: "List the groups, resources and verbs that are used.",
  standards: { cis: ["5.1.3"], nsa: ["rbac"], mitre: ["T1078"], owasp: ["K03"] },
  equivalents: {
    "kube-linter": ["wildcard-in-rules"],
    checkov: ["CKV_K8S_49"],
    trivy: ["KSV-0044", "KSV-0045", "KSV-0046", "KSV-0112"],
    kubescape: ["C-0187", "C-0035"],
    polaris: ["rolebindingClusterAdminRole"],
    kics: ["6b896afb"],
    kyverno: ["restrict-wildcard-verbs", "restrict-wildcard-resources"],
  },
  controls: ["wildcard-verbs-resources"],
  waive: "A tool that manages arbitrary objects by design, such as a backup or GitOps controller.",
  since: "0.1.0",
  appliesTo: ROLE_KINDS,
  check({ resource, report }) {
    if (isBootstrapRole(resource)) return;
    const rules = policyRulesOf(resource.object);
    for (const rule of rules) {
      const found = judgeRule(rule, rules);
      if (!found) continue;
      report({
        path: ["rules", rule.index, ...found.at],
        message: `${describeRole(resource)} ${found.message}`,
        severity: byReach(found.severity, rule, resource),
      });
    }
  },
});

interface Wildcard {
  readonly at: Path;
  readonly message: string;
  /** In a ClusterRole without names. */
  readonly severity: Severity;
}

function judgeRule(rule: IndexedPolicyRule, all: readonly IndexedPolicyRule[]): Wildcard | undefined {
  const verb = rule.verbs.indexOf("*");
  const resource = rule.resources.indexOf("*");
  const group = rule.apiGroups.indexOf("*");
  if (rule.resources.length === 0) return judgeUrls(rule, all);
  if (resource >= 0) return judgeResources(rule, resource, verb >= 0);
  if (verb >= 0) return judgeVerbs(rule, verb);
  if (group < 0) return undefined;
  return {
    at: ["apiGroups", group],
    message: `names ${rule.resources.join(", ")} in any API group, so that kinds of that name installed later are included`,
    severity: "low",
  };
}

/** `nonResourceURLs: ["*"]`; quiet where the role already gives every resource. */
function judgeUrls(rule: IndexedPolicyRule, all: readonly IndexedPolicyRule[]): Wildcard | undefined {
  const url = rule.nonResourceURLs.indexOf("*");
  if (url < 0 || all.some((each) => each.verbs.includes("*") && each.resources.includes("*")))
    return undefined;
  return {
    at: ["nonResourceURLs", url],
    message: "reaches every path of the API server, also /logs and /debug",
    severity: "medium",
  };
}

function judgeResources(rule: IndexedPolicyRule, index: number, everyVerb: boolean): Wildcard {
  const core = rule.apiGroups.includes("*") || rule.apiGroups.includes("");
  const verbs = everyVerb ? "do everything with" : rule.verbs.join(", ");
  const groups = rule.apiGroups.includes("*")
    ? "any API group"
    : rule.apiGroups.map((each) => each || "core").join(", ");
  const gains = core ? ", among it Secrets, pods/exec and nodes/proxy" : "";
  return {
    at: ["resources", index],
    message: `may ${verbs} every resource of ${groups}${gains}`,
    severity: core ? "critical" : groupSeverity(rule, everyVerb),
  };
}

function groupSeverity(rule: IndexedPolicyRule, everyVerb: boolean): Severity {
  const writes = everyVerb || rule.verbs.some((each) => !["get", "list", "watch"].includes(each));
  return writes && rule.apiGroups.some(isBuiltInGroup) ? "high" : "low";
}

function judgeVerbs(rule: IndexedPolicyRule, index: number): Wildcard {
  const expanded = { ...rule, verbs: EVERY_VERB };
  const dangers = Object.values(DANGEROUS_GRANTS).filter((danger) => matchOf(expanded, danger, false));
  const gains = dangers.slice(0, 3).map((danger) => danger.gains);
  return {
    at: ["verbs", index],
    message: `may use every verb on ${rule.resources.join(", ")}${gains.length > 0 ? `, and so ${gains.join(", ")}` : ", also those that come later"}`,
    severity: verbSeverity(rule, dangers),
  };
}

const EVERY_VERB = [
  ...new Set(
    Object.values(DANGEROUS_GRANTS).flatMap(({ grants }) => grants.flatMap(({ verbs }) => [...verbs])),
  ),
];

function verbSeverity(
  rule: IndexedPolicyRule,
  dangers: readonly { readonly key: string; readonly escalates: boolean }[],
): Severity {
  if (rule.resources.every((each) => BOOKKEEPING.test(each))) return "low";
  if (dangers.some(({ key }) => DECISIVE.has(key))) return "critical";
  if (dangers.some(({ escalates }) => escalates)) return "high";
  return dangers.length > 0 ? "medium" : "low";
}

/** One step milder in a Role, and one where the rule names its objects. */
function byReach(severity: Severity, rule: IndexedPolicyRule, { kind }: Resource): Severity {
  const steps = (kind === "Role" ? 1 : 0) + (rule.resourceNames.length > 0 ? 1 : 0);
  return SEVERITIES[Math.min(SEVERITIES.indexOf(severity) + steps, SEVERITIES.length - 1)] ?? "low";
}
