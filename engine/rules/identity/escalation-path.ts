import type { AccessWorld } from "../../access";
import { DANGEROUS_GRANTS, type DangerousGrantKey } from "../../access/dangerous-grants";
import { memoOf, sameItems } from "../../inventory/tracked-inventory";
import type { KubernetesMinor } from "../../kubernetes/kubernetes-version";
import { WORKLOAD_KINDS } from "../../kubernetes/pod-template";
import { defineInventoryRule } from "../define-rule";
import {
  type AccountUse,
  accessWorldOf,
  accountUses,
  dangerousRights,
  describeFact,
  type HeldRight,
  hasDecisiveRights,
  isDecisive,
  mountsToken,
  rightsOfUse,
  usedAccounts,
} from "./accounts";
import { placesOf } from "./workload-admin-account";

/** Rights by which one account becomes another of the namespace; the second kind needs a pod that runs as it. */
const TAKES_ACCOUNTS: ReadonlySet<DangerousGrantKey> = new Set<DangerousGrantKey>([
  "createWorkloads",
  "createTokens",
  "createSecrets",
  "impersonate",
]);
const TAKES_PODS: ReadonlySet<DangerousGrantKey> = new Set<DangerousGrantKey>([
  "modifyWorkloads",
  "runInPods",
]);

/** The accounts that can take over the cluster, with the right by which each does. */
const takeoverAccounts = memoOf(
  (inventory, kubernetesVersion: KubernetesMinor) =>
    findTakeoverAccounts(accessWorldOf(inventory, kubernetesVersion)),
  (a, b) =>
    sameItems(
      a.map(({ right }) => right),
      b.map(({ right }) => right),
    ) && a.every(({ namespace, name }, at) => namespace === b[at]?.namespace && name === b[at]?.name),
);

/**
 * Two hops: an account that in some namespace can become another account, which can take over the cluster. Rights that
 * do so at once are the business of `identity/workload-admin-account`.
 */
export const escalationPath = defineInventoryRule({
  id: "identity/escalation-path",
  title: "Workload can become an account that can take over the cluster",
  severity: "critical",
  why: "The right looks like one over a single namespace, but an account that lives there administers the cluster: whoever breaks into this workload takes that account and with it everything.",
  remediation:
    "Move the powerful account into a namespace of its own, or take the right that is named from this one.",
  standards: { nsa: ["rbac"], mitre: ["T1078", "T1098", "T1528"], owasp: ["K03"] },
  equivalents: { kubescape: ["C-0267"] },
  controls: ["workload-runs-with-takeover-admin-sa-x-graph"],
  since: "0.1.0",
  appliesTo: [
    ...WORKLOAD_KINDS,
    "ServiceAccount",
    "rbac.authorization.k8s.io/RoleBinding",
    "rbac.authorization.k8s.io/ClusterRoleBinding",
    "rbac.authorization.k8s.io/Role",
    "rbac.authorization.k8s.io/ClusterRole",
  ],
  eachNamespace: true,
  check({ inventory, options, report }) {
    const targets = takeoverAccounts(inventory.whole, options.kubernetesVersion);
    if (targets.length === 0) return;
    const isUsed = (account: string) => usedAccounts(inventory.whole).has(account);
    for (const use of accountUses(inventory)) {
      if (!mountsToken(use)) continue;
      const rights = rightsOfUse(inventory, use, options.kubernetesVersion);
      if (rights.some(isDecisive)) continue;
      const path = pathFrom(use, rights, targets, isUsed);
      if (!path) continue;
      const { right, target } = path;
      report(use.fact, {
        path: use.path,
        message: `${describeFact(use.fact)} runs as "${use.account}", which in namespace "${target.namespace}" ${DANGEROUS_GRANTS[right.key].gains}, and so becomes "${target.name}", which in the whole cluster ${DANGEROUS_GRANTS[target.right.key].gains}`,
        related: [...placesOf(right), ...placesOf(target.right)],
      });
    }
  },
});

interface Target {
  readonly namespace: string;
  readonly name: string;
  readonly right: HeldRight;
}

/** The accounts that bindings make administrators of the cluster. */
function findTakeoverAccounts(world: AccessWorld): Target[] {
  if (!hasDecisiveRights(world)) return [];
  const seen = new Set<string>();
  return world.entries.flatMap(({ subject, binding }) => {
    const { kind, name, namespace = "" } = subject;
    const key = `${namespace}/${name}`;
    if (kind !== "ServiceAccount" || seen.has(key) || binding.name?.startsWith("system:")) return [];
    seen.add(key);
    const right = dangerousRights(world, namespace, name).find(isDecisive);
    return right ? [{ namespace, name, right }] : [];
  });
}

function pathFrom(
  use: AccountUse,
  rights: readonly HeldRight[],
  targets: readonly Target[],
  isUsed: (account: string) => boolean,
): { readonly right: HeldRight; readonly target: Target } | undefined {
  const own = `${use.fact.namespace ?? "default"}/${use.account}`;
  for (const right of rights) {
    const target = targets.find(
      (each) => `${each.namespace}/${each.name}` !== own && reaches(right, each, isUsed),
    );
    if (target) return { right, target };
  }
  return undefined;
}

/** Whether a right is of a kind by which one account becomes another; see `reaches`. */
export function takesAccounts({ key }: HeldRight): boolean {
  return TAKES_ACCOUNTS.has(key) || TAKES_PODS.has(key);
}

/** Whether a right makes its holder another account: by itself, or by pods that run as it. */
export function reaches(
  { key, entry, owned }: HeldRight,
  target: Pick<Target, "namespace" | "name">,
  isUsed: (account: string) => boolean,
): boolean {
  if (entry.namespace !== undefined && entry.namespace !== target.namespace) return false;
  const { resourceNames, resources } = owned.rule;
  if (TAKES_ACCOUNTS.has(key)) {
    if (key === "impersonate" && !resources.some((each) => each === "*" || each === "serviceaccounts"))
      return false;
    return resourceNames.length === 0 || resourceNames.includes(target.name);
  }
  return TAKES_PODS.has(key) && resourceNames.length === 0 && isUsed(`${target.namespace}/${target.name}`);
}
