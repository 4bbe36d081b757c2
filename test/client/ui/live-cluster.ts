import { dirname } from "node:path";
import { type ControlPlane, startControlPlane } from "../../cluster/control-plane";

/** A control plane in which `ada` may read and enter pods of `shop`, and nothing else but list namespaces; `bob` may nothing. */
export async function startShop(): Promise<ControlPlane> {
  const cluster = await startControlPlane({ audit: true, users: [{ name: "ada" }, { name: "bob" }] });
  await cluster.createNamespace("shop");
  await cluster.createNamespace("payments");
  const role = { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole" };
  const api = { apiVersion: "rbac.authorization.k8s.io/v1" };
  const ada = [{ kind: "User", name: "ada", apiGroup: role.apiGroup }];
  await cluster.apply([
    { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "api", namespace: "shop" } },
    {
      ...api,
      kind: "Role",
      metadata: { name: "developer", namespace: "shop" },
      rules: [
        { apiGroups: [""], resources: ["pods", "pods/log", "configmaps"], verbs: ["get", "list"] },
        { apiGroups: [""], resources: ["pods/exec"], verbs: ["create"] },
        { apiGroups: [""], resources: ["serviceaccounts"], verbs: ["impersonate"] },
      ],
    },
    {
      ...api,
      kind: "RoleBinding",
      metadata: { name: "developers", namespace: "shop" },
      roleRef: { ...role, kind: "Role", name: "developer" },
      subjects: ada,
    },
    {
      ...api,
      kind: "ClusterRole",
      metadata: { name: "namespace-lister" },
      rules: [{ apiGroups: [""], resources: ["namespaces", "serviceaccounts"], verbs: ["get", "list"] }],
    },
    {
      ...api,
      kind: "ClusterRoleBinding",
      metadata: { name: "namespace-listers" },
      roleRef: { ...role, name: "namespace-lister" },
      subjects: ada,
    },
    {
      ...api,
      kind: "RoleBinding",
      metadata: { name: "api-edits", namespace: "shop" },
      roleRef: { ...role, name: "edit" },
      subjects: [{ kind: "ServiceAccount", name: "api", namespace: "shop" }],
    },
  ]);
  return cluster;
}

/** The folder to put first on `PATH`, so that the extension finds the real kubectl. */
export function kubectlFolder(cluster: ControlPlane): string {
  const { kubectl } = cluster.binaries;
  if (kubectl === undefined) throw new Error("there is no kubectl");
  return dirname(kubectl);
}
