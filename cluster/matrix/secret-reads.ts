import { createTwoFilesPatch } from "diff";
import { stringify } from "yaml";
import { type AccessWorld, accountUser, bindingsOf, type ResourceName } from "../../engine/access";
import type { OwnedRule } from "../../engine/access/aggregation";
import { nameOf } from "../../engine/access/can-i";
import { narrowedRole, roleObject, SECRET_READ_VERBS } from "../../engine/access/narrow-role";
import { type IndexedPolicyRule, matchesGroup } from "../../engine/access/policy-rule";
import { READS_SECRETS } from "../../engine/access/reads-secrets";
import type { Fact } from "../../engine/inventory/fact";
import { mapsAt, stringAt, stringMapAt } from "../../engine/kubernetes/fields";
import { accountsOf, isGhost } from "./access-matrix";
import type { LiveAccess } from "./live-access";

/** A right to read Secrets that an account holds and none of its workloads needs. */
export interface SurplusSecretRead {
  readonly account: { readonly namespace: string; readonly name: string };
  readonly binding: ResourceName;
  readonly role: ResourceName;
  /** Where it reads: a namespace, or the whole cluster where absent. */
  readonly namespace?: string;
  /** Of `get`, `list`, `watch`; the whole of them for a wildcard. */
  readonly verbs: readonly string[];
  /** The names it may read; empty for all. */
  readonly names: readonly string[];
  /** Workloads that run as the account, as `Deployment shop/api`. */
  readonly workloads: readonly string[];
  /** Secrets that those workloads mount or take as variables: the kubelet fetches these, no right is needed. */
  readonly mounted: readonly string[];
  /** A unified diff of the role, narrowed; absent where a wildcard must be written out first. */
  readonly diff?: string;
  /** What to do with the diff, in a sentence. */
  readonly advice: string;
}

/** The label of roles that every API server makes. */
const BOOTSTRAP = "kubernetes.io/bootstrapping";

/**
 * Lists every right to read Secrets that an account holds beyond what is declared. A Secret that is mounted or taken
 * as a variable is fetched by the kubelet, so no workload needs a right for it. System accounts of the control plane
 * (namespace `kube-system`) are left out: they are the cluster's own.
 */
export function surplusSecretReads(access: LiveAccess, facts: readonly Fact[]): SurplusSecretRead[] {
  const uses = usesOf(facts);
  return accountsOf(access).flatMap((subject): SurplusSecretRead[] => {
    if (subject.kind !== "ServiceAccount" || isGhost(access, subject) || subject.namespace === "kube-system")
      return [];
    const { namespace, name } = subject;
    const use = uses.get(`${namespace}/${name}`) ?? NO_USE;
    if (use.declared.has("*")) return [];
    return bindingsOf(access.world, { user: accountUser(namespace, name), groups: [] }).flatMap((entry) => {
      if (!entry.role) return [];
      const reads = entry.role.rules.filter(({ rule }) => readsSecrets(rule));
      const surplus = reads.filter(({ rule }) => !isDeclared(rule, use.declared));
      if (surplus.length === 0) return [];
      const role = entry.role.fact;
      return [
        {
          account: { namespace, name },
          binding: nameOf(entry.binding),
          role: nameOf(role),
          ...(entry.namespace === undefined ? {} : { namespace: entry.namespace }),
          verbs: SECRET_READ_VERBS.filter((verb) =>
            surplus.some(({ rule }) => rule.verbs.includes(verb) || rule.verbs.includes("*")),
          ),
          names: surplus.some(({ rule }) => rule.resourceNames.length === 0)
            ? []
            : [...new Set(surplus.flatMap(({ rule }) => rule.resourceNames))].sort(),
          workloads: use.workloads,
          mounted: use.mounted,
          ...proposal(role, entry.role.rules, use.declared, entry.namespace, access.world),
        },
      ];
    });
  });
}

interface Use {
  readonly declared: ReadonlySet<string>;
  readonly workloads: readonly string[];
  readonly mounted: readonly string[];
}

const NO_USE: Use = { declared: new Set(), workloads: [], mounted: [] };

function usesOf(facts: readonly Fact[]): ReadonlyMap<string, Use> {
  const found = new Map<string, { declared: Set<string>; workloads: Set<string>; mounted: Set<string> }>();
  const useOf = (key: string) => {
    const use = found.get(key) ?? { declared: new Set(), workloads: new Set(), mounted: new Set() };
    found.set(key, use);
    return use;
  };
  for (const fact of facts) {
    const namespace = fact.namespace ?? "default";
    if (fact.groupKind === "ServiceAccount") {
      const use = useOf(`${namespace}/${fact.name ?? ""}`);
      for (const name of namesIn(fact.annotations[READS_SECRETS])) use.declared.add(name);
    }
    for (const { value: pod } of mapsAt(fact.data, "pods")) {
      const use = useOf(`${namespace}/${stringAt(pod, "serviceAccountName") ?? "default"}`);
      for (const name of namesIn(stringMapAt(pod, "annotations")[READS_SECRETS])) use.declared.add(name);
      use.workloads.add(
        `${fact.groupKind.slice(fact.groupKind.indexOf("/") + 1)} ${namespace}/${fact.name ?? ""}`,
      );
      for (const name of secretsOf(pod)) use.mounted.add(name);
    }
  }
  return new Map(
    [...found].map(([key, { declared, workloads, mounted }]) => [
      key,
      { declared, workloads: [...workloads].sort(), mounted: [...mounted].sort() },
    ]),
  );
}

function secretsOf(pod: ReturnType<typeof mapsAt>[number]["value"]): string[] {
  return [
    ...mapsAt(pod, "volumes").map(({ value }) => stringAt(value, "secret", "secretName")),
    ...mapsAt(pod, "containers").flatMap(({ value }) => [
      ...mapsAt(value, "env").map(({ value: env }) => stringAt(env, "valueFrom", "secretKeyRef", "name")),
      ...mapsAt(value, "envFrom").map(({ value: source }) => stringAt(source, "secretRef", "name")),
    ]),
  ].filter((name) => name !== undefined);
}

function namesIn(annotation: string | undefined): string[] {
  return (annotation ?? "").split(",").flatMap((name) => (name.trim() === "" ? [] : [name.trim()]));
}

function readsSecrets(rule: IndexedPolicyRule): boolean {
  return (
    matchesGroup(rule, "") &&
    (rule.resources.includes("secrets") || rule.resources.includes("*")) &&
    (rule.verbs.includes("*") || SECRET_READ_VERBS.some((verb) => rule.verbs.includes(verb)))
  );
}

/** `get` of declared names is what the program needs; `list` and `watch` never are. */
function isDeclared(rule: IndexedPolicyRule, declared: ReadonlySet<string>): boolean {
  return (
    rule.resourceNames.length > 0 &&
    rule.resourceNames.every((name) => declared.has(name)) &&
    rule.verbs.every((verb) => verb === "get" || (!SECRET_READ_VERBS.includes(verb) && verb !== "*"))
  );
}

function proposal(
  role: Fact,
  rules: readonly OwnedRule[],
  declared: ReadonlySet<string>,
  namespace: string | undefined,
  world: AccessWorld,
): Pick<SurplusSecretRead, "diff" | "advice"> {
  const texts = narrowedTexts(role, rules, declared, namespace, world);
  if (!texts)
    return { advice: "write out what the program does: a wildcard over resources cannot be narrowed for it" };
  const { others, isDefault } = holdersOf(role, world);
  const file = `${nameOf(role).kind} ${role.name ?? ""}`;
  const patch = createTwoFilesPatch(file, file, texts.before, texts.after, "in the cluster", "narrowed", {
    context: 3,
  });
  return {
    diff: patch.slice(patch.indexOf("--- ")),
    advice:
      isDefault || others > 0
        ? `bind this copy instead: ${isDefault ? "the role is a default of Kubernetes" : `${others} other ${others === 1 ? "subject holds" : "subjects hold"} the role too`}`
        : "apply the narrowed role after a look at what the program does",
  };
}

/** A role as it is in the cluster and as it would suffice, both as manifests. */
export interface NarrowedRoleTexts {
  readonly before: string;
  readonly after: string;
}

/**
 * The role behind a surplus read, and the narrowed one to take its place; `undefined` where a wildcard must be written
 * out first, or the role is gone.
 *
 * @param facts those from which the read was worked out
 */
export function narrowedRoleTexts(
  { world }: LiveAccess,
  facts: readonly Fact[],
  { account, role, namespace }: Pick<SurplusSecretRead, "account" | "role" | "namespace">,
): NarrowedRoleTexts | undefined {
  const rules = world.roleOf(role.kind === "Role" ? role.namespace : undefined, role.name);
  const { declared } = usesOf(facts).get(`${account.namespace}/${account.name}`) ?? NO_USE;
  return rules && narrowedTexts(rules.fact, rules.rules, declared, namespace, world);
}

function narrowedTexts(
  role: Fact,
  rules: readonly OwnedRule[],
  declared: ReadonlySet<string>,
  namespace: string | undefined,
  world: AccessWorld,
): NarrowedRoleTexts | undefined {
  const written = rules.map(({ rule }) => rule);
  const narrowed = narrowedRole(written, { secrets: declared });
  if (narrowed.wildcards.length > 0) return undefined;
  const { others, isDefault } = holdersOf(role, world);
  const own = nameOf(role);
  const copy = {
    kind: namespace === undefined ? "ClusterRole" : "Role",
    name: `${own.name}-without-secrets`,
    namespace,
  };
  return {
    before: stringify(roleObject(own, written)),
    after: stringify(roleObject(isDefault || others > 0 ? copy : own, narrowed.rules)),
  };
}

/** Who else a change of the role would reach. */
function holdersOf(role: Fact, world: AccessWorld): { readonly others: number; readonly isDefault: boolean } {
  return {
    others: world.entries.filter((entry) => entry.role?.fact === role).length - 1,
    isDefault: role.labels[BOOTSTRAP] !== undefined,
  };
}
