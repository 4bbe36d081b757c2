import { type AccessWorld, isDefaultRbac } from "../access";
import { DANGEROUS_GRANTS, type DangerousGrantKey } from "../access/dangerous-grants";
import { READS_SECRETS } from "../access/reads-secrets";
import type { Fact } from "../inventory/fact";
import { effectiveNamespace } from "../network/endpoint";
import {
  type AccountUse,
  dangerousRights,
  describeFact,
  type HeldRight,
  isDecisive,
  mountsToken,
} from "../rules/identity/accounts";
import { reaches, takesAccounts } from "../rules/identity/escalation-path";
import type { Severity } from "../rules/rule";
import type { Hop } from "./hop";

/** What an attacker ends up with, and by which hops from the workload on. */
export interface Harm {
  readonly severity: Severity;
  /** What is taken, after "to". */
  readonly goal: string;
  readonly hops: readonly [Hop, ...Hop[]];
}

/** An account of a scope. */
export interface Account {
  readonly namespace: string;
  readonly name: string;
  readonly fact: Fact | undefined;
}

/** The accounts of a scope, for look-ups. */
export interface AccountIndex {
  readonly all: readonly Account[];
  readonly byNamespace: ReadonlyMap<string, readonly Account[]>;
}

/** Rights by which an account of a namespace gets at everything in it. */
const TAKES_NAMESPACE: ReadonlySet<DangerousGrantKey> = new Set<DangerousGrantKey>([
  "createWorkloads",
  "modifyWorkloads",
  "runInPods",
  "escalate",
  "bind",
  "impersonate",
  "createTokens",
  "createSecrets",
]);

const RANK: Readonly<Record<Severity, number>> = { critical: 3, high: 2, medium: 1, low: 0 };

/** How many accounts in a row an attacker becomes; longer chains say nothing more. */
const LONGEST = 3;

/**
 * The worst that the token of a workload leads to: by what its account may do, or by other accounts that it can
 * become, the nearest first. `undefined` where no token is mounted or it opens nothing.
 */
export function accountHarm(
  use: AccountUse,
  world: AccessWorld,
  accounts: () => AccountIndex,
  isUsed: (account: string) => boolean,
): Harm | undefined {
  if (!mountsToken(use) || dangerousRights(world, use.fact.namespace, use.account).length === 0)
    return undefined;
  const isDeclared = [use.pod.annotations, use.accountFact?.annotations ?? {}].some(
    (annotations) => READS_SECRETS in annotations,
  );
  const own = { namespace: effectiveNamespace(use.fact.namespace), name: use.account };
  const token: Hop = {
    text: `token of account "${use.account}"`,
    fact: use.fact,
    path: [...use.pod.path, "automountServiceAccountToken"],
    cut: `set automountServiceAccountToken: false in ${describeFact(use.fact)}`,
    cost: 1,
  };
  const visited = new Set([`${own.namespace}/${own.name}`]);
  let best: Harm | undefined;
  let layer: { account: Pick<Account, "namespace" | "name">; hops: readonly [Hop, ...Hop[]] }[] = [
    { account: own, hops: [token] },
  ];
  for (let depth = 0; depth < LONGEST && layer.length > 0; depth++) {
    const next: typeof layer = [];
    for (const { account, hops } of layer) {
      const rights = dangerousRights(world, account.namespace, account.name);
      for (const right of rights) {
        if (right.key === "readSecrets" && depth === 0 && isDeclared && !isDecisive(right)) continue;
        const found = harmOf(right, hops);
        if (found && (!best || RANK[found.severity] > RANK[best.severity])) best = found;
      }
      if (best?.severity === "critical") return best;
      const taking = rights.filter(takesAccounts);
      if (taking.length === 0) continue;
      // A right over a namespace makes its holder no account of another one.
      const isEverywhere = taking.some(({ entry }) => entry.namespace === undefined);
      const targets = isEverywhere
        ? accounts().all
        : [...new Set(taking.map(({ entry }) => entry.namespace ?? ""))].flatMap(
            (namespace) => accounts().byNamespace.get(namespace) ?? [],
          );
      for (const target of targets) {
        const key = `${target.namespace}/${target.name}`;
        const right = visited.has(key) ? undefined : taking.find((each) => reaches(each, target, isUsed));
        if (!right) continue;
        visited.add(key);
        const taken: readonly [Hop, ...Hop[]] = [...hops, ...hopsOf(right, `becomes account "${key}"`)];
        const identity = cloudIdentity(target, taken);
        if (identity && (!best || RANK[identity.severity] > RANK[best.severity])) best = identity;
        next.push({ account: target, hops: taken });
      }
    }
    layer = next;
  }
  return best;
}

function harmOf(right: HeldRight, hops: readonly [Hop, ...Hop[]]): Harm | undefined {
  const { key, entry, owned } = right;
  const { resourceNames } = owned.rule;
  const { gains } = DANGEROUS_GRANTS[key];
  if (isDecisive(right))
    return { severity: "critical", goal: "the whole cluster", hops: [...hops, ...hopsOf(right, gains)] };
  const where = entry.namespace === undefined ? "every namespace" : `namespace "${entry.namespace}"`;
  if (key === "readSecrets")
    return {
      severity: resourceNames.length > 0 ? "medium" : "high",
      goal: resourceNames.length > 0 ? `Secret "${resourceNames[0]}"` : `the Secrets of ${where}`,
      hops: [...hops, ...hopsOf(right, gains)],
    };
  if (!TAKES_NAMESPACE.has(key) || resourceNames.length > 0) return undefined;
  // In every namespace there are administrators among the accounts.
  const severity = entry.namespace === undefined ? "critical" : "high";
  return { severity, goal: `everything in ${where}`, hops: [...hops, ...hopsOf(right, gains)] };
}

/** The binding and the rule of a right; default roles stand nowhere. */
function hopsOf({ entry, owned }: HeldRight, gains: string): Hop[] {
  const binding = describeFact(entry.binding);
  const role = `${entry.roleKind} "${entry.roleName}"`;
  const isDefault = isDefaultRbac(owned.owner);
  return [
    {
      text: `${binding} gives ${role}${isDefault ? `, which ${gains}` : ""}`,
      fact: entry.binding,
      path: ["subjects", entry.subjectIndex, "name"],
      cut: `remove the account from ${binding}`,
      cost: 3,
    },
    ...(isDefault
      ? []
      : [
          {
            text: gains,
            fact: owned.owner,
            path: ["rules", owned.rule.index],
            cut: `take the right from ${role}`,
            cost: 3 as const,
          },
        ]),
  ];
}

/** Annotations by which an account logs in to a cloud. */
const CLOUDS: readonly (readonly [string, string])[] = [
  ["azure.workload.identity/client-id", "Azure"],
  ["eks.amazonaws.com/role-arn", "AWS"],
  ["iam.gke.io/gcp-service-account", "Google Cloud"],
];

/** The cloud that an account logs in to, as the end of a path; `undefined` for accounts that log in nowhere. */
export function cloudIdentity({ namespace, name, fact }: Account, hops: readonly Hop[]): Harm | undefined {
  const [annotation, cloud] = CLOUDS.find(([key]) => fact?.annotations[key]) ?? [];
  if (!fact || !annotation) return undefined;
  const login: Hop = {
    text: `account "${name}" logs in to ${cloud}`,
    fact,
    path: ["metadata", "annotations", annotation],
    cut: `give the identity of account "${name}" to what needs it alone`,
    cost: 4,
  };
  const [first = login, ...others] = hops;
  return {
    severity: "high",
    goal: `${cloud} as account "${namespace}/${name}"`,
    hops: hops.length > 0 ? [first, ...others, login] : [login],
  };
}
