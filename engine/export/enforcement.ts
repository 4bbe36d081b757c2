import type { Rule, RuleId } from "../rules/rule";
import { policySources } from "./cel/registry";

/** Why rules that read single objects of a Kubernetes API are not exported, by id. */
const REASONS: Readonly<Record<RuleId, string>> = {};

const EXPORTED: ReadonlySet<RuleId> = new Set(policySources.map(({ rule }) => rule));

/** Why a rule is not exported as an admission policy; `undefined` where it is. */
export function notExportedReason(rule: Rule): string | undefined {
  if (EXPORTED.has(rule.id)) return undefined;
  if (rule.scope === "policy") return "judges waivers and suppressions, which the API server does not see";
  if (rule.scope === "inventory") return "needs other resources, and admission sees one object";
  return REASONS[rule.id] ?? "not decided by a single object";
}
