import { accountUser, bindingsOf, isDefaultRbac } from "../access";
import { type NarrowedRole, narrowedRole, policyRuleObject, roleObject } from "../access/narrow-role";
import type { IndexedPolicyRule, PolicyRule } from "../access/policy-rule";
import { READS_SECRETS } from "../access/reads-secrets";
import type { AccessWorld, BindingEntry } from "../access/world";
import type { Fact } from "../inventory/fact";
import type { Inventory } from "../inventory/inventory";
import type { JsonObject } from "../json";
import type { KubernetesMinor } from "../kubernetes/kubernetes-version";
import { type AccountUse, accessWorldOf, accountUses, describeFact } from "../rules/identity/accounts";
import { append, remove, set } from "./change";
import type { Change, Fix } from "./fix";

const RBAC = "rbac.authorization.k8s.io";

/** A remedy for one resource of several. */
export interface PlacedFix {
  readonly fact: Fact;
  readonly fix: Fix;
}

/** How narrowing is asked for. */
export interface NarrowRequest {
  readonly inventory: Inventory;
  readonly kubernetesVersion: KubernetesMinor;
  /** Accounts that read Secrets by the API, as `NAMESPACE/NAME`: nobody knows which, so they keep what they have. */
  readonly exempt: readonly string[];
}

/**
 * Narrows a Role or ClusterRole that is written to what the workloads need that run as the accounts which it is bound to.
 *
 * @returns one fix of the role; `undefined` where it is narrow already, and where the inventory does not know what is
 *   needed: it is bound to users or groups, to accounts under which nothing in sight runs, or nowhere
 */
export function narrowWrittenRole(request: NarrowRequest, role: Fact): readonly PlacedFix[] | undefined {
  const world = accessWorldOf(request.inventory, request.kubernetesVersion);
  const entries = world.entries.filter((entry) => entry.role?.fact === role);
  const owned = entries[0]?.role;
  // Rules that an aggregated role collects are written in other roles.
  if (!owned || owned.rules.some(({ owner }) => owner !== role)) return undefined;
  const uses = entries.map((entry) => usesOf(request, entry));
  if (uses.some((each) => each === undefined || each.length === 0)) return undefined;
  const all = uses.flatMap((each) => each ?? []);
  const secrets = secretsReadBy(all);
  if (!secrets) return undefined;
  const narrowed = narrowedRole(
    owned.rules.map(({ rule }) => rule),
    { secrets },
  );
  if (narrowed.removed.length === 0) return undefined;
  const title = `Narrow ${describeFact(role)} to what ${namesOf(all)} ${needs(secrets)} (takes away ${narrowed.removed.join("; ")})`;
  return [{ fact: role, fix: { title, safety: "harden", changes: changesOf(narrowed) } }];
}

/**
 * Gives the account of a workload a role of its own instead of a default one (`edit`, `admin`) that reads Secrets: the
 * same rights without those that are not needed. A binding cannot be led to another role, so the account is taken out of
 * the old one.
 *
 * @param workload whose account it is; of several pod templates the first account with such a role counts
 * @returns the fix of the binding, with the new role and its binding as documents; `undefined` where nothing is surplus
 *   or a wildcard gives it
 */
export function narrowDefaultRole(request: NarrowRequest, workload: Fact): readonly PlacedFix[] | undefined {
  const world = accessWorldOf(request.inventory, request.kubernetesVersion);
  const { namespace } = workload;
  const [found] = accountUses(request.inventory)
    .filter(({ fact }) => fact === workload)
    .flatMap(({ account }) => {
      const user = accountUser(namespace ?? "default", account);
      return bindingsOf(world, { user, groups: [] })
        .filter((each) => isSurplus(each))
        .map((each) => ({ account, entry: each }));
    });
  if (!found) return undefined;
  const { account, entry } = found;
  const uses = usesOf(request, entry);
  const secrets = uses && uses.length > 0 ? secretsReadBy(uses) : undefined;
  if (!entry.role || !uses || !secrets) return undefined;
  const narrowed = narrowedRole(
    entry.role.rules.map(({ rule }) => rule),
    { secrets },
  );
  if (narrowed.removed.length === 0 || narrowed.wildcards.length > 0) return undefined;
  const name = freeName(world, `${account}-${entry.roleName}-without-secrets`);
  const place = entry.binding.namespace === undefined ? {} : { namespace: entry.binding.namespace };
  const isCluster = entry.namespace === undefined;
  const title = `Bind "${account}" to a copy of "${entry.roleName}" that gives what ${namesOf(uses)} ${needs(secrets)} (takes away ${narrowed.removed.join("; ")})`;
  const fix: Fix = {
    title,
    safety: "harden",
    changes: [remove(["subjects", entry.subjectIndex])],
    documents: [
      roleObject({ kind: isCluster ? "ClusterRole" : "Role", name, ...place }, merged(narrowed.rules)),
      {
        apiVersion: `${RBAC}/v1`,
        kind: isCluster ? "ClusterRoleBinding" : "RoleBinding",
        metadata: { name, ...place },
        roleRef: { apiGroup: RBAC, kind: isCluster ? "ClusterRole" : "Role", name },
        subjects: [
          { kind: "ServiceAccount", name: account, ...(namespace === undefined ? {} : { namespace }) },
        ],
      } satisfies JsonObject,
    ],
  };
  return [{ fact: entry.binding, fix }];
}

/** Whether a binding that is written gives a default role that reads every Secret. */
function isSurplus({ binding, role, subject }: BindingEntry): boolean {
  return (
    subject.kind === "ServiceAccount" &&
    !isDefaultRbac(binding) &&
    role !== undefined &&
    isDefaultRbac(role.fact) &&
    narrowedRole(
      role.rules.map(({ rule }) => rule),
      { secrets: new Set() },
    ).removed.length > 0
  );
}

/** The pods that run as the subject of a binding; `undefined` where that is no account, or one that is exempt. */
function usesOf({ inventory, exempt }: NarrowRequest, { subject }: BindingEntry): AccountUse[] | undefined {
  const { kind, name, namespace } = subject;
  if (kind !== "ServiceAccount" || exempt.includes(`${namespace ?? ""}/${name}`)) return undefined;
  return accountUses(inventory).filter(
    ({ fact, account }) => account === name && (fact.namespace ?? "default") === namespace,
  );
}

/** The Secrets that pods are declared to read by the API; `undefined` where they may read any. */
function secretsReadBy(uses: readonly AccountUse[]): Set<string> | undefined {
  const names = uses.flatMap(({ pod, accountFact }) =>
    [pod.annotations[READS_SECRETS], accountFact?.annotations[READS_SECRETS]].flatMap((list) =>
      (list ?? "").split(",").map((name) => name.trim()),
    ),
  );
  return names.includes("*") ? undefined : new Set(names.filter((name) => name !== ""));
}

function namesOf(uses: readonly AccountUse[]): string {
  return [...new Set(uses.map(({ fact }) => describeFact(fact)))].join(", ");
}

function needs(secrets: ReadonlySet<string>): string {
  return secrets.size === 0
    ? "needs: no Secret, since the kubelet fetches what is mounted"
    : `needs: get of ${[...secrets].sort().join(", ")}`;
}

/** The narrowing as changes of the role, where a rule can stay in its place with its comments. */
function changesOf({ steps, added }: NarrowedRole<IndexedPolicyRule>): Change[] {
  const changes: Change[] = [];
  const late: PolicyRule[] = [];
  const fresh = [...added];
  for (const { rule, kept } of steps) {
    const [first, ...others] = kept;
    if (first === rule) continue;
    const at = ["rules", rule.index];
    if (!first) {
      const needed = fresh.shift();
      if (needed) changes.push(...turnedInto(rule, needed));
      else changes.push(remove(at));
      continue;
    }
    late.push(...others);
    changes.push(...listChanges([...at, "resources"], rule.resources, first.resources));
    changes.push(...listChanges([...at, "verbs"], rule.verbs, first.verbs));
  }
  return [...changes, ...[...late, ...fresh].map((rule) => append(["rules"], policyRuleObject(rule)))];
}

/** Takes items out of a list where that is all; their neighbours and comments stay. */
function listChanges(
  path: readonly (string | number)[],
  from: readonly string[],
  to: readonly string[],
): Change[] {
  return from.flatMap((item, index) => (to.includes(item) ? [] : [remove([...path, index])]));
}

/** A rule about Secrets alone becomes the one that is needed. */
function turnedInto(
  { index, apiGroups, verbs, resourceNames }: IndexedPolicyRule,
  needed: PolicyRule,
): Change[] {
  const at = ["rules", index];
  return [
    ...(apiGroups.length === 1 && apiGroups[0] === "" ? [] : [set([...at, "apiGroups"], [""])]),
    ...(verbs.includes("get")
      ? listChanges([...at, "verbs"], verbs, ["get"])
      : [set([...at, "verbs"], ["get"])]),
    ...(resourceNames.join("\n") === needed.resourceNames.join("\n")
      ? []
      : [set([...at, "resourceNames"], [...needed.resourceNames])]),
  ];
}

/** Default roles collect their rules from several others: those of equal groups and verbs are written as one. */
function merged(rules: readonly PolicyRule[]): PolicyRule[] {
  const found = new Map<string, PolicyRule>();
  for (const rule of rules) {
    const { apiGroups, verbs, resourceNames, nonResourceURLs } = rule;
    const key = JSON.stringify([apiGroups, [...verbs].sort(), resourceNames, nonResourceURLs]);
    const same = found.get(key);
    found.set(
      key,
      same ? { ...same, resources: [...new Set([...same.resources, ...rule.resources])].sort() } : rule,
    );
  }
  return [...found.values()];
}

function freeName(world: AccessWorld, wanted: string): string {
  const taken = new Set(world.entries.flatMap(({ binding, roleName }) => [binding.name, roleName]));
  let name = wanted;
  for (let number = 2; taken.has(name); number++) name = `${wanted}-${number}`;
  return name;
}
