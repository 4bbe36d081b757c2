import { type DangerousGrant, type Grant, isClusterScoped } from "../../access/dangerous-grant";
import type { PolicyMatch } from "../policy-source";
import { listAt, listOf } from "./expressions";

/** The resources that hold policy rules. */
export const ROLES: readonly PolicyMatch[] = [
  { group: "rbac.authorization.k8s.io", resources: ["roles", "clusterroles"] },
];

/** The resources that bind roles to subjects. */
export const BINDINGS: readonly PolicyMatch[] = [
  { group: "rbac.authorization.k8s.io", resources: ["rolebindings", "clusterrolebindings"] },
];

/** Whether the API server makes the role or binding itself. */
export const IS_BOOTSTRAP =
  "(variables.marks[?'kubernetes.io/bootstrapping'].orValue('') == 'rbac-defaults' || variables.root.metadata.?name.orValue('').startsWith('system:'))";

/** Whether the role is collected into `edit` or `admin`. */
export const EXTENDS_EDIT =
  "['edit', 'admin'].exists(n, variables.marks[?'rbac.authorization.k8s.io/aggregate-to-' + n].orValue('') == 'true')";

/** The policy rules of a role, and the subjects of a binding. */
export const ROLE_VARIABLES = {
  policyRules: `${IS_BOOTSTRAP} ? [] : ${listAt("variables.root.?rules")}`,
} as const;

/** The subjects of a binding that the API server does not make itself. */
export const BINDING_VARIABLES = {
  subjects: `${IS_BOOTSTRAP} ? [] : ${listAt("variables.root.?subjects")}`,
} as const;

/** A policy rule `r` that has a wildcard; such rules are judged once, as wildcards. */
export const IS_WILDCARD = "('*' in r.?verbs.orValue([]) || '*' in r.?resources.orValue([]))";

/** Whether the policy rule `r` names its objects. */
export const IS_NAMED = "r.?resourceNames.orValue([]).size() > 0";

/** How an offence names the policy rule `r`: by what it gives. */
const RULE =
  "'rule to ' + r.?verbs.orValue([]).join(', ') + ' ' + (r.?resources.orValue([]) + r.?nonResourceURLs.orValue([])).join(', ')";

/** The policy rules that a condition on `r` holds for, as offences. */
export function policyRulesWhere(condition: string): string {
  return `variables.policyRules.filter(r, ${condition}).map(r, ${RULE})`;
}

/** The policy rules without wildcards that give a dangerous right, as offences. */
export function grantedBy({ grants }: Pick<DangerousGrant, "grants">, except = "false"): string {
  return policyRulesWhere(`!${IS_WILDCARD} && !(${except}) && ${gives(grants)}`);
}

/** Whether the policy rule `r` gives any of some grants. */
export function gives(grants: readonly Grant[]): string {
  return `(${grants.map(givesOne).join(" || ")})`;
}

function givesOne({ groups, resources, verbs }: Grant): string {
  // A Role gives nothing on what exists once in a cluster.
  const namespaced = resources.filter((resource) => !isClusterScoped(resource));
  const all = listOf(resources);
  const some =
    namespaced.length === resources.length
      ? all
      : `(variables.root.kind == 'Role' ? ${namespaced.length > 0 ? listOf(namespaced) : "['-']"} : ${all})`;
  const covers = `(x in ${some} || (x.startsWith('*/') && ${all}.exists(e, e.endsWith(x.substring(1)))))`;
  const matched = `r.?resources.orValue([]).filter(x, ${covers})`;
  // Requests of these verbs carry no name, so that a rule that names its objects refuses them.
  const nameless = `${IS_NAMED} && v in ['create', 'deletecollection'] && ${matched}.exists(x, !x.contains('/'))`;
  return [
    `r.?apiGroups.orValue([]).exists(g, g in ${listOf([...groups, "*"])})`,
    `${matched}.size() > 0`,
    `r.?verbs.orValue([]).exists(v, v in ${listOf(verbs)} && !(${nameless}))`,
  ].join(" && ");
}

/** The subjects that a condition on `s` holds for, as offences. */
export function subjectsWhere(condition: string): string {
  return `variables.subjects.filter(s, ${condition}).map(s, s.kind + ' ' + s.name)`;
}
