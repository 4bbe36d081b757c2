import { type AccessWorld, createAccessWorld } from "../../engine/access";
import type { Fact } from "../../engine/inventory/fact";
import type { Unseen } from "../listing/collect-objects";

/** The roles and bindings of a cluster, ready to be asked without a single review. */
export interface LiveAccess {
  readonly world: AccessWorld;
  /** The accounts that exist, as `NAMESPACE/NAME`; `undefined` where they could not be listed. */
  readonly accounts: ReadonlySet<string> | undefined;
  /** What could not be seen: answers that hang on it are *unknown*. */
  readonly unseen: readonly Unseen[];
  /** Bindings could not be seen, so nothing is known to be denied. */
  readonly blind: boolean;
}

const BINDINGS = ["rbac.authorization.k8s.io/RoleBinding", "rbac.authorization.k8s.io/ClusterRoleBinding"];
const ROLES = ["rbac.authorization.k8s.io/Role", "rbac.authorization.k8s.io/ClusterRole"];

/** Makes the access of listed objects. Default roles are among what a cluster lists, so none are added. */
export function createLiveAccess(facts: readonly Fact[], unseen: readonly Unseen[]): LiveAccess {
  const hidden = new Set(unseen.map(({ groupKind }) => groupKind));
  const accounts = facts.filter(({ groupKind }) => groupKind === "ServiceAccount");
  return {
    world: createAccessWorld(facts, {
      defaults: false,
      // Where roles are hidden, a binding to one that is not in sight may give anything.
      complete: !ROLES.some((kind) => hidden.has(kind)),
    }),
    accounts: hidden.has("ServiceAccount")
      ? undefined
      : new Set(accounts.map(({ namespace = "default", name = "" }) => `${namespace}/${name}`)),
    unseen,
    blind: BINDINGS.some((kind) => hidden.has(kind)),
  };
}
