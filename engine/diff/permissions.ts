import { createAccessWorld, isDefaultRbac } from "../access";
import type { PolicyRule } from "../access/policy-rule";
import type { Inventory } from "../inventory/inventory";

/** What each subject of a binding may do, as sentences: `get secrets "db" in shop`. Default bindings are left out. */
export function permissionsOf(inventory: Inventory): ReadonlySet<string> {
  const world = createAccessWorld(inventory.facts);
  const permissions = new Set<string>();
  for (const { binding, namespace, subject, role } of world.entries) {
    if (isDefaultRbac(binding) || !role) continue;
    const who = `${subject.kind} ${subject.namespace ? `${subject.namespace}/` : ""}${subject.name}`;
    const where = namespace === undefined ? "everywhere" : `in ${namespace}`;
    for (const { rule } of role.rules)
      for (const what of actionsOf(rule, namespace)) permissions.add(`${who} may ${what} ${where}`);
  }
  return permissions;
}

function actionsOf(rule: PolicyRule, namespace: string | undefined): string[] {
  const urls = namespace === undefined ? rule.nonResourceURLs : [];
  const resources = rule.apiGroups.flatMap((group) =>
    rule.resources.map((resource) => (group === "" ? resource : `${resource}.${group}`)),
  );
  const names = rule.resourceNames.length > 0 ? rule.resourceNames.map((name) => ` "${name}"`) : [""];
  return rule.verbs.flatMap((verb) => [
    ...urls.map((url) => `${verb} ${url}`),
    ...resources.flatMap((resource) => names.map((name) => `${verb} ${resource}${name}`)),
  ]);
}
