import type { Grant } from "../../access/dangerous-grant";
import { type IndexedPolicyRule, policyRulesOf } from "../../access/policy-rule";
import { defineResourceRule } from "../define-rule";
import { describeRole, isBootstrapRole, isWildcard, matchOf, ROLE_KINDS } from "./define-role-rule";

const grant = (...grants: Grant[]) => ({ key: "", gains: "", escalates: true, grants });
const EVICT = grant(
  { groups: [""], resources: ["pods"], verbs: ["delete", "deletecollection"] },
  { groups: [""], resources: ["pods/eviction"], verbs: ["create"] },
);
const CORDON = grant({ groups: [""], resources: ["nodes"], verbs: ["update", "patch"] });

/** The two rights together move any pod to a node of one's choice; both may stand in different policy rules. */
export const stealPods = defineResourceRule({
  id: "identity/steal-pods",
  title: "Role may move pods to a node of its choice",
  severity: "medium",
  why: "Who makes every other node unschedulable and evicts a pod decides where it starts again: on a node already taken over, where its token and Secrets are read.",
  remediation: "Separate the two rights, or leave both to the cluster's own autoscaler and drain tools.",
  standards: { nsa: ["rbac"], mitre: ["T1078"], owasp: ["K03"] },
  controls: ["delete-evict-pods-unschedulable-nodes-steal-pods"],
  waive: "A cluster autoscaler or a drain controller.",
  since: "0.1.0",
  appliesTo: ROLE_KINDS,
  check({ resource, report }) {
    if (resource.kind === "Role" || isBootstrapRole(resource)) return;
    const rules = policyRulesOf(resource.object).filter((rule) => !isWildcard(rule));
    const evicts = rules.some((rule) => matchOf(rule, EVICT, false));
    if (!evicts) return;
    const cordon = rules.flatMap((rule: IndexedPolicyRule) => {
      const match = matchOf(rule, CORDON, false);
      return match ? [{ rule, at: match.resources[0] ?? 0 }] : [];
    })[0];
    if (!cordon) return;
    report({
      path: ["rules", cordon.rule.index, "resources", cordon.at],
      message: `${describeRole(resource)} may evict pods and change nodes, and so moves any pod to a node of its choice`,
    });
  },
});
