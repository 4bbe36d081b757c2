import type { Fact } from "../../inventory/fact";
import { memoOf } from "../../inventory/tracked-inventory";
import { type Path, valueAt } from "../../json";
import type { KubernetesMinor } from "../../kubernetes/kubernetes-version";
import { POLICY_SINCE } from "../../kubernetes/policy-since";
import { outcomeOf } from "../../predictions/outcome";
import { askPolicies } from "../../predictions/policies/ask-policies";
import type { PolicyVerdict } from "../../predictions/policies/policy-asker";
import { defineInventoryRule } from "../define-rule";
import type { RelatedPlace } from "../rule";

const GROUP = "admissionregistration.k8s.io";

/** Places are many where a whole set of policies is bound; the first tell enough. */
const SHOWN = 6;

const refusalsAt = (kubernetesVersion: KubernetesMinor) =>
  memoOf((inventory, fact: Fact): readonly PolicyVerdict[] =>
    askPolicies(inventory, fact, kubernetesVersion).filter(({ answer }) => answer.answer === "refuses"),
  );

/** What is remembered, by the version that it was asked for. */
const byVersion = new Map<KubernetesMinor, ReturnType<typeof refusalsAt>>();

function refusalsOf(kubernetesVersion: KubernetesMinor): ReturnType<typeof refusalsAt> {
  const known = byVersion.get(kubernetesVersion) ?? refusalsAt(kubernetesVersion);
  byVersion.set(kubernetesVersion, known);
  return known;
}

/**
 * Only what is certain is said; see `engine/predictions/policies`. Facts carry their objects only in scopes that hold a
 * policy which denies, so that the rule costs nothing elsewhere.
 *
 * Source: KEP-3488; the API documentation of ValidatingAdmissionPolicy.
 */
export const policyRefuses = defineInventoryRule({
  id: "admission/policy-refuses",
  title: "Admission policy will refuse an object",
  severity: "medium",
  why: "What a policy refuses never comes to be: the roll-out stops at the first such object. Where only the pods are refused, the workload is accepted and stands still, and only events tell why.",
  remediation:
    "Change what the policy objects to; where the object is right, narrow the policy or its binding, or leave the namespace out.",
  standards: { mitre: ["T1610"], owasp: ["K04"] },
  noFix: "Which of the two is wrong, the object or the policy, is for their authors to say",
  since: "0.1.0",
  appliesTo: ["*"],
  check({ inventory, options, report }) {
    if (
      options.kubernetesVersion < POLICY_SINCE ||
      inventory.ofKind(`${GROUP}/ValidatingAdmissionPolicyBinding`).length === 0
    )
      return;
    const verdictsOf = refusalsOf(options.kubernetesVersion);
    for (const fact of inventory.facts) {
      if (!fact.object) continue;
      const verdicts = verdictsOf(inventory, fact);
      const own = verdicts.filter(({ made }) => made === undefined);
      // What is refused itself makes nothing.
      const [first, ...others] = unique(own.length > 0 ? own : verdicts);
      if (!first) continue;
      report(fact, {
        path: fieldIn(fact, first),
        message: `${outcomeText(fact, first)}: ${saying(first)}${alsoSay(others)}`,
        related: [first, ...others].slice(0, SHOWN).map(placeOf),
      });
    }
  },
});

/** A policy that is bound twice, or refuses a ReplicaSet and its pods, is named once. */
function unique(verdicts: readonly PolicyVerdict[]): PolicyVerdict[] {
  return verdicts.filter(
    ({ policy }, index) => verdicts.findIndex((each) => each.policy === policy) === index,
  );
}

/** The field that the policy objects to, where it is one and is written; else the name. */
function fieldIn({ object }: Fact, { made, answer }: PolicyVerdict): Path {
  const field = made === undefined && answer.answer === "refuses" ? answer.field : undefined;
  return field && valueAt(object, field) !== undefined ? field : ["metadata", "name"];
}

function outcomeText(fact: Fact, { made }: PolicyVerdict): string {
  if (made === undefined)
    return `this ${fact.groupKind.slice(fact.groupKind.indexOf("/") + 1)} will be refused`;
  return made === "Pod" ? outcomeOf(fact) : `${outcomeOf(fact)}, since its ${made} will be refused`;
}

function saying({ policy, answer }: PolicyVerdict): string {
  return `policy "${policy.name ?? ""}" says “${answer.answer === "refuses" ? answer.message : ""}”`;
}

function alsoSay(others: readonly PolicyVerdict[]): string {
  if (others.length === 0) return "";
  if (others.length === 1) return `, and policy "${others[0]?.policy.name ?? ""}" objects too`;
  return `, and ${others.length} more policies object too`;
}

function placeOf({ policy, answer }: PolicyVerdict): RelatedPlace {
  const index = answer.answer === "refuses" ? answer.validation : undefined;
  const path: Path =
    index === undefined ? ["spec", "matchConditions"] : ["spec", "validations", index, "expression"];
  return { fact: policy, path, message: `what policy "${policy.name ?? ""}" asks` };
}
