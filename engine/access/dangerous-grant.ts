import { type IndexedPolicyRule, matchesGroup } from "./policy-rule";

/** Rights that are dangerous together or alone: any of the verbs on any of the resources. */
export interface Grant {
  readonly groups: readonly string[];
  /** As rules write them: `pods/exec`. */
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

/** A dangerous right and what it gives. */
export interface DangerousGrant {
  readonly key: string;
  readonly grants: readonly Grant[];
  /** What the holder can do, continuing "may … and so ". */
  readonly gains: string;
  /** Whether it leads on to other accounts or to the node: a hop of an attack path. */
  readonly escalates: boolean;
}

/** What of a policy rule falls under a grant: indices into its lists. */
export interface GrantMatch {
  readonly resources: readonly number[];
  readonly verbs: readonly number[];
}

/** Verbs whose requests carry no name, so that `resourceNames` refuses them (subresources always have one). */
const NAMELESS_VERBS = new Set(["create", "deletecollection"]);

/** The resources (with their group) that exist once in a cluster; a Role grants nothing on them. */
const CLUSTER_SCOPED = new Set([
  "nodes",
  "persistentvolumes",
  "certificatesigningrequests",
  "signers",
  "validatingwebhookconfigurations",
  "mutatingwebhookconfigurations",
  "validatingadmissionpolicies",
  "validatingadmissionpolicybindings",
  "mutatingadmissionpolicies",
  "mutatingadmissionpolicybindings",
  "customresourcedefinitions",
  "apiservices",
  "clusterroles",
  "clusterrolebindings",
  "storageclasses",
  "priorityclasses",
  "runtimeclasses",
  "ingressclasses",
  "csidrivers",
  "users",
  "groups",
  "uids",
  "userextras",
]);

/** Whether a resource of a policy rule (`nodes/proxy`) is cluster-scoped. Only built-in kinds are known. */
export function isClusterScoped(resource: string): boolean {
  return CLUSTER_SCOPED.has(resource.split("/", 1)[0] ?? "");
}

/**
 * What of a policy rule falls under a grant, or `undefined`. Wildcard verbs and resources do not count here: they are
 * a fault of their own. `resourceNames` takes the verbs away whose requests have no name.
 *
 * @param namespaced whether the policy rule stands in a Role, which gives no cluster-scoped resource
 */
export function matchGrant(
  rule: IndexedPolicyRule,
  grant: Grant,
  namespaced: boolean,
): GrantMatch | undefined {
  if (!grant.groups.some((group) => matchesGroup(rule, group))) return undefined;
  // Nearly all rules end here.
  if (!rule.resources.some((resource) => covers(resource, grant))) return undefined;
  const resources = indicesWhere(
    rule.resources,
    (resource) => covers(resource, grant) && !(namespaced && isClusterScoped(resource)),
  );
  if (resources.length === 0) return undefined;
  const named = rule.resourceNames.length > 0;
  const topLevel = resources.some((index) => !rule.resources[index]?.includes("/"));
  const verbs = indicesWhere(
    rule.verbs,
    (verb) => grant.verbs.includes(verb) && !(named && topLevel && NAMELESS_VERBS.has(verb)),
  );
  return verbs.length > 0 ? { resources, verbs } : undefined;
}

/** Whether a resource of a policy rule is one of a grant; a star before a slash is that subresource of every resource. */
function covers(resource: string, { resources }: Grant): boolean {
  if (resources.includes(resource)) return true;
  return resource.startsWith("*/") && resources.some((each) => each.endsWith(resource.slice(1)));
}

function indicesWhere(list: readonly string[], test: (value: string) => boolean): number[] {
  return list.flatMap((value, index) => (test(value) ? [index] : []));
}
