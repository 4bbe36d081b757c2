import type { GroupKind } from "../kubernetes/resource";
import { policyRules } from "../policy/policy-rules";
import { admissionRules } from "./admission/registry";
import { controlPlaneRules } from "./control-plane/registry";
import { edgeRules } from "./edge/registry";
import { identityRules } from "./identity/registry";
import { imageRules } from "./image/registry";
import { meshRules } from "./mesh/registry";
import { networkRules } from "./network/registry";
import { operationsRules } from "./operations/registry";
import { resourcesRules } from "./resources/registry";
import type { DocumentRule, InventoryRule, Rule } from "./rule";
import { secretsRules } from "./secrets/registry";
import { workloadRules } from "./workload/registry";

/** Every rule, layer by layer. */
export const rules: readonly Rule[] = [
  ...edgeRules,
  ...networkRules,
  ...identityRules,
  ...secretsRules,
  ...workloadRules,
  ...imageRules,
  ...resourcesRules,
  ...admissionRules,
  ...controlPlaneRules,
  ...meshRules,
  ...operationsRules,
  ...policyRules,
];

/** The rules over whole scopes. */
export const inventoryRules: readonly InventoryRule[] = rules.filter((rule) => rule.scope === "inventory");

const byKind = new Map<GroupKind, DocumentRule[]>();
const forEveryKind: DocumentRule[] = [];
for (const rule of rules) {
  if (rule.scope !== "document") continue;
  for (const kind of rule.appliesTo) {
    if (kind === "*") forEveryKind.push(rule);
    else byKind.set(kind, [...(byKind.get(kind) ?? []), rule]);
  }
}
const merged = new Map<GroupKind, readonly DocumentRule[]>();

/** The document rules that read a kind, in registry order. */
export function rulesFor(kind: GroupKind): readonly DocumentRule[] {
  const known = merged.get(kind);
  if (known) return known;
  const own = byKind.get(kind);
  if (!own) return forEveryKind;
  const list = [...forEveryKind, ...own];
  merged.set(kind, list);
  return list;
}

const byId = new Map(rules.map((rule) => [rule.id as string, rule]));

/** The rule of an id, or `undefined`. */
export function ruleById(id: string): Rule | undefined {
  return byId.get(id);
}
