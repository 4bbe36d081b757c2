import { isClusterScoped } from "../../access/dangerous-grant";
import { type IndexedPolicyRule, policyRulesOf } from "../../access/policy-rule";
import type { Path } from "../../json";
import { defineResourceRule } from "../define-rule";
import { isBootstrapRole, ROLE_KINDS } from "./define-role-rule";

/** The group of resources that are often written with another, and their singulars. */
const HOME_GROUP: Readonly<Record<string, string>> = {
  pods: "",
  services: "",
  secrets: "",
  configmaps: "",
  serviceaccounts: "",
  namespaces: "",
  nodes: "",
  persistentvolumes: "",
  persistentvolumeclaims: "",
  deployments: "apps",
  daemonsets: "apps",
  statefulsets: "apps",
  replicasets: "apps",
  jobs: "batch",
  cronjobs: "batch",
  networkpolicies: "networking.k8s.io",
  ingresses: "networking.k8s.io",
  roles: "rbac.authorization.k8s.io",
  rolebindings: "rbac.authorization.k8s.io",
  clusterroles: "rbac.authorization.k8s.io",
  clusterrolebindings: "rbac.authorization.k8s.io",
  horizontalpodautoscalers: "autoscaling",
  poddisruptionbudgets: "policy",
};

const SINGULARS = new Set([
  ...Object.keys(HOME_GROUP).map((plural) =>
    plural.endsWith("ies") ? `${plural.slice(0, -3)}y` : plural.replace(/(?<=ingress)es$|s$/, ""),
  ),
]);

/** Words that look like verbs and are none. */
const NO_VERBS = new Set(["read", "write", "all", "view", "edit", "any", "apply", "exec", "describe"]);

/**
 * The authorizer compares letter by letter; only `*` alone, a star before a subresource and a trailing star of a URL
 * are wildcards.
 *
 * Source: k8s.io/component-helpers/auth/rbac/validation; measured against SubjectAccessReview.
 */
export const ineffectiveRule = defineResourceRule({
  id: "identity/ineffective-rule",
  title: "Part of a role grants nothing",
  severity: "low",
  why: "The authorizer compares groups, resources and verbs letter by letter. A value that matches nothing leaves a workload without a right it needs, and tempts its author to a wildcard.",
  remediation: "Write the plural, lower-case resource, its own API group, and a verb of the API.",
  standards: { nsa: ["rbac"], owasp: ["K03"] },
  since: "0.1.0",
  appliesTo: ROLE_KINDS,
  check({ resource, report }) {
    if (isBootstrapRole(resource)) return;
    for (const rule of policyRulesOf(resource.object)) {
      const say = (list: string, index: number, message: string) => {
        const path: Path = ["rules", rule.index, list, index];
        report({ path, message });
      };
      rule.apiGroups.forEach((group, index) => {
        const message = faultOfGroup(group);
        if (message) say("apiGroups", index, message);
      });
      rule.resources.forEach((each, index) => {
        const message = faultOfResource(each, rule, resource.kind === "Role");
        if (message) say("resources", index, message);
      });
      rule.verbs.forEach((verb, index) => {
        const message = faultOfVerb(verb, rule);
        if (message) say("verbs", index, message);
      });
      if (resource.kind === "Role" && rule.nonResourceURLs.length > 0)
        say("nonResourceURLs", 0, "a Role gives no non-resource URLs; they need a ClusterRole");
    }
  },
});

function faultOfGroup(group: string): string | undefined {
  if (group.includes("/")) return `"${group}" is a group with its version; rules name the group alone`;
  if (group.length > 1 && group.includes("*"))
    return `"${group}" is no wildcard and matches only a group of that very name`;
  if (group === "core" || group === "v1") return `"${group}" is no API group; the core group is ""`;
  return undefined;
}

function faultOfResource(resource: string, rule: IndexedPolicyRule, inRole: boolean): string | undefined {
  if (resource === "*") return undefined;
  if (resource.endsWith("/*"))
    return `"${resource}" is no wildcard; name the subresources, or put the star before the slash`;
  if (resource !== resource.toLowerCase())
    return `"${resource}" matches nothing: resources are the lower-case plural`;
  const [name = ""] = resource.split("/", 1);
  if (SINGULARS.has(name)) return `"${resource}" matches nothing: resources are the plural`;
  const home = Object.hasOwn(HOME_GROUP, name) ? HOME_GROUP[name] : undefined;
  if (home !== undefined && isElsewhere(home, rule.apiGroups))
    return `"${resource}" is not in the API group that this rule names but in "${home}"`;
  const groups = rule.apiGroups;
  if (
    inRole &&
    home !== undefined &&
    isClusterScoped(name) &&
    (groups.includes(home) || groups.includes("*"))
  )
    return `"${resource}" is cluster-scoped: a Role gives nothing on it`;
  return undefined;
}

/** Groups of custom resources may well have a resource of the same name. */
function isElsewhere(home: string, groups: readonly string[]): boolean {
  const known = new Set(Object.values(HOME_GROUP));
  return groups.length > 0 && !groups.includes(home) && groups.every((group) => known.has(group));
}

function faultOfVerb(verb: string, rule: IndexedPolicyRule): string | undefined {
  if (verb === "*") return undefined;
  if (verb.includes("*")) return `"${verb}" is no wildcard and matches only a verb of that very name`;
  if (verb !== verb.toLowerCase()) return `"${verb}" matches nothing: verbs are lower-case`;
  if (NO_VERBS.has(verb)) return `"${verb}" is no verb of the API`;
  const named = rule.resourceNames.some((name) => name !== "");
  const topLevel = rule.resources.length > 0 && rule.resources.every((each) => !each.includes("/"));
  if (
    named &&
    topLevel &&
    !rule.resourceNames.includes("") &&
    (verb === "create" || verb === "deletecollection")
  )
    return `"${verb}" never carries a name, so that resourceNames refuses it always`;
  return undefined;
}
