import type { ControlPlane } from "./control-plane";

const RBAC = "rbac.authorization.k8s.io";

/** How large the cluster is that figures are given for. */
export const LARGE = { accounts: 300, bindings: 300, namespaces: 200 } as const;

/** Fills a control plane with namespaces, accounts, and a binding for each account to `view`, `edit` or `admin`. */
export async function fillLarge(plane: Pick<ControlPlane, "apply">): Promise<void> {
  await plane.apply(
    Array.from({ length: LARGE.namespaces }, (_, at) => ({
      apiVersion: "v1",
      kind: "Namespace",
      metadata: { name: `ns-${at}` },
    })),
  );
  const roles = ["view", "edit", "admin"];
  await plane.apply(
    Array.from({ length: LARGE.accounts }, (_, at) => {
      const namespace = `ns-${at % LARGE.namespaces}`;
      const name = `account-${at}`;
      return [
        { apiVersion: "v1", kind: "ServiceAccount", metadata: { namespace, name } },
        {
          apiVersion: `${RBAC}/v1`,
          kind: "RoleBinding",
          metadata: { namespace, name },
          roleRef: { apiGroup: RBAC, kind: "ClusterRole", name: roles[at % roles.length] },
          subjects: [{ kind: "ServiceAccount", namespace, name }],
        },
      ];
    }).flat(),
  );
}
