import type { Fact } from "../inventory/fact";
import { hasMap, mapsAt } from "../kubernetes/fields";
import { labelSelectorMatches } from "../kubernetes/selector";
import { type IndexedPolicyRule, policyRulesOf } from "./policy-rule";

/** A role with the rules that hold for it. */
export interface RoleRules {
  readonly fact: Fact;
  readonly rules: readonly OwnedRule[];
}

/** A policy rule and the role in which it is written. */
export interface OwnedRule {
  readonly rule: IndexedPolicyRule;
  readonly owner: Fact;
}

/**
 * Works out aggregated ClusterRoles, by name: what the selectors collect, transitively, takes the place of a role's own
 * rules; where they collect no rule at all, its own stay (the controller applies an empty list, which owns nothing).
 * Of two roles with one name the first counts. Works as the controller does, round by round until nothing changes, so
 * that roles which select each other come to an end too.
 *
 * Source: k8s.io/kubernetes, pkg/controller/clusterroleaggregation; measured on 1.36.3.
 */
export function resolveAggregation(facts: readonly Fact[]): ReadonlyMap<string, RoleRules> {
  const roles = new Map<string, RoleRules>();
  for (const fact of facts) {
    if (fact.name === undefined || roles.has(fact.name)) continue;
    roles.set(fact.name, ownRules(fact));
  }
  const aggregated = [...roles].flatMap(([name, { fact }]) => {
    if (!hasMap(fact.data, "aggregationRule")) return [];
    const selectors = mapsAt(fact.data, "aggregationRule", "clusterRoleSelectors").map(({ value }) => value);
    const sources = [...roles]
      .filter(
        ([other, each]) =>
          other !== name && selectors.some((one) => labelSelectorMatches(one, each.fact.labels)),
      )
      .map(([other]) => other);
    return [{ name, fact, sources }];
  });
  for (let round = 0, changed = true; changed && round <= aggregated.length; round++) {
    changed = false;
    for (const { name, fact, sources } of aggregated) {
      const collected = new Set(sources.flatMap((source) => roles.get(source)?.rules ?? []));
      const before = new Set(roles.get(name)?.rules);
      if (
        collected.size === 0 ||
        (collected.size === before.size && [...collected].every((each) => before.has(each)))
      )
        continue;
      roles.set(name, { fact, rules: [...collected] });
      changed = true;
    }
  }
  for (const { name, fact } of aggregated) {
    const role = roles.get(name);
    if (role) roles.set(name, keptRole(fact, role));
  }
  return roles;
}

const rolesByFact = new WeakMap<Fact, RoleRules>();

/** The rules that are written in a role: the same object each time. */
export function ownRules(fact: Fact): RoleRules {
  const known = rolesByFact.get(fact);
  if (known) return known;
  const role = { fact, rules: policyRulesOf(fact.data).map((rule) => ({ rule, owner: fact })) };
  rolesByFact.set(fact, role);
  return role;
}

const aggregatedByFact = new WeakMap<Fact, RoleRules>();

/** What was collected for a role the last time, where it is the same. */
function keptRole(fact: Fact, role: RoleRules): RoleRules {
  const known = aggregatedByFact.get(fact);
  const isSame =
    known?.rules.length === role.rules.length && known.rules.every((rule, at) => rule === role.rules[at]);
  if (!isSame) aggregatedByFact.set(fact, role);
  return isSame ? known : role;
}
