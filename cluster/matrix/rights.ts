import { bindingsOf, type ResourceName } from "../../engine/access";
import { nameOf } from "../../engine/access/can-i";
import { allows } from "../../engine/access/grants";
import type { PolicyRule } from "../../engine/access/policy-rule";
import { askedAs, isGhost, type MatrixSubject } from "./access-matrix";
import type { LiveAccess } from "./live-access";
import { DANGEROUS_PERMISSIONS, type Danger } from "./permissions";

/** Verbs that one binding gives on a resource. */
export interface Grant {
  readonly verbs: readonly string[];
  /** The names it is limited to; empty for all. */
  readonly names: readonly string[];
  readonly binding: ResourceName;
  readonly role: ResourceName;
}

/** What a subject may do with one resource in one place. */
export interface ResourceRights {
  /** As `kubectl` has it: `pods/exec`, `deployments.apps`, `*`, or a URL such as `/metrics`. */
  readonly resource: string;
  /** Of all grants for every name, as roles write them; what only named objects give is in `grants` alone. */
  readonly verbs: readonly string[];
  readonly grants: readonly Grant[];
  /** Why some of it leads far; empty where none does. */
  readonly dangers: readonly Danger[];
}

/** What a subject may do in one namespace, or everywhere. */
export interface RightsIn {
  /** Absent: everywhere, and on what lives in no namespace. */
  readonly namespace?: string;
  /** The dangerous ones first, then by name. */
  readonly resources: readonly ResourceRights[];
}

/** All that a subject may do, by place. */
export interface Rights {
  /** The whole cluster first, then namespaces by name; places without any right are left out. */
  readonly places: readonly RightsIn[];
  /** Why there may be more; absent where this is all. */
  readonly doubt?: string;
}

/** The verbs of the API, in the order in which people read them; others follow by name. */
export const VERB_ORDER: readonly string[] = [
  ...["*", "get", "list", "watch", "create", "update", "patch", "delete", "deletecollection"],
];

/**
 * Lists what a subject may do as roles write it, verbs by resources, from listed roles and bindings without a review.
 * What the groups of an account hold (such as `system:authenticated`) is among it.
 */
export function rightsOf(access: LiveAccess, subject: MatrixSubject): Rights {
  if (isGhost(access, subject)) return { places: [], doubt: "the account does not exist" };
  const places = new Map<string | undefined, Map<string, { grants: Grant[]; rules: PolicyRule[] }>>();
  let hidden: string | undefined;
  for (const entry of bindingsOf(access.world, askedAs(subject))) {
    if (!entry.role) {
      if (!access.world.complete) hidden ??= `${entry.roleKind} "${entry.roleName}" may not be read`;
      continue;
    }
    const resources = places.get(entry.namespace) ?? new Map();
    places.set(entry.namespace, resources);
    for (const { rule } of entry.role.rules) {
      for (const resource of targetsOf(rule, entry.namespace === undefined)) {
        const known = resources.get(resource) ?? { grants: [], rules: [] };
        resources.set(resource, known);
        known.rules.push(rule);
        addGrant(known.grants, {
          verbs: rule.verbs,
          names: rule.resourceNames,
          binding: nameOf(entry.binding),
          role: nameOf(entry.role.fact),
        });
      }
    }
  }
  const doubt = access.blind ? "not all bindings may be listed" : hidden;
  return {
    places: [...places]
      .filter(([, resources]) => resources.size > 0)
      .sort(([a], [b]) => (a ?? "").localeCompare(b ?? "", "en"))
      .map(([namespace, resources]) => ({
        ...(namespace === undefined ? {} : { namespace }),
        resources: [...resources]
          .map(
            ([resource, { grants, rules }]): ResourceRights => ({
              resource,
              verbs: sortedVerbs(
                grants.filter(({ names }) => names.length === 0).flatMap(({ verbs }) => verbs),
              ),
              grants,
              dangers: dangersOf(resource, rules),
            }),
          )
          .sort(
            (a, b) =>
              Number(b.dangers.length > 0) - Number(a.dangers.length > 0) ||
              (a.resource < b.resource ? -1 : 1),
          ),
      })),
    ...(doubt === undefined ? {} : { doubt }),
  };
}

/** Verbs once each, in the order in which people read them. */
export function sortedVerbs(verbs: Iterable<string>): string[] {
  const rank = (verb: string) => {
    const at = VERB_ORDER.indexOf(verb);
    return at < 0 ? VERB_ORDER.length : at;
  };
  return [...new Set(verbs)].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

/** The resources and, where they count, the URLs that a rule names. */
function targetsOf(rule: PolicyRule, isClusterWide: boolean): string[] {
  const resources = rule.apiGroups.flatMap((group) =>
    rule.resources.map((resource) => resourceText(group, resource)),
  );
  return isClusterWide ? [...resources, ...rule.nonResourceURLs] : resources;
}

/** `deployments.apps`, `deployments.apps/scale`, and `*` for everything of every group. */
function resourceText(group: string, resource: string): string {
  if (group === "") return resource;
  if (group === "*" && resource === "*") return "*";
  const [plural = "", ...sub] = resource.split("/");
  return [`${plural}.${group}`, ...sub].join("/");
}

/** One line for each binding and set of names, however many rules there are. */
function addGrant(grants: Grant[], grant: Grant): void {
  const key = (each: Grant) => JSON.stringify([each.binding, each.role, each.names]);
  const at = grants.findIndex((each) => key(each) === key(grant));
  const before = grants[at];
  if (before) grants[at] = { ...before, verbs: sortedVerbs([...before.verbs, ...grant.verbs]) };
  else grants.push({ ...grant, verbs: sortedVerbs(grant.verbs) });
}

/** The dangers among what rules give on one resource. */
function dangersOf(resource: string, rules: readonly PolicyRule[]): Danger[] {
  if (resource.startsWith("/")) return [];
  const found = DANGEROUS_PERMISSIONS.filter(({ question }) => {
    const asked = resourceText(
      question.group ?? "",
      [question.resource ?? "", ...(question.subresource === undefined ? [] : [question.subresource])].join(
        "/",
      ),
    );
    // Other resources of the same rule are rows of their own.
    if (resource !== asked && !resource.startsWith("*")) return false;
    return rules.some(
      (rule) => allows(rule, question) || allows(rule, { ...question, name: rule.resourceNames[0] ?? "" }),
    );
  });
  return [...new Set(found.map(({ danger }) => danger))];
}
