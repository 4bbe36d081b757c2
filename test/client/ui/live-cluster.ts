import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { parseAllDocuments } from "yaml";
import { type ControlPlane, startControlPlane } from "../../cluster/control-plane";

/** A group whose name is crafted to become a part of a page: identity providers choose freely. */
export const MARKUP = '"><script>document.title = "taken"</script>';

const VIEWER = resolve(import.meta.dirname, "../../../deploy/rampart-viewer.yaml");

/**
 * A control plane in which `ada` may read and enter pods of `shop`, and nothing else but list namespaces; `bob` may
 * nothing; `eve` looks after the platform, with the rights of `deploy/rampart-viewer.yaml`. The account
 * `shop/api` edits its namespace, and with it reads Secrets that its workload does not need; `shop/gone` is bound, but
 * does not exist.
 */
export async function startShop(): Promise<ControlPlane> {
  const cluster = await startControlPlane({
    audit: true,
    users: [{ name: "ada" }, { name: "bob" }, { name: "eve" }],
  });
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
      subjects: [
        { kind: "ServiceAccount", name: "api", namespace: "shop" },
        { kind: "ServiceAccount", name: "gone", namespace: "shop" },
      ],
    },
    {
      ...api,
      kind: "RoleBinding",
      metadata: { name: "strangers", namespace: "payments" },
      roleRef: { ...role, name: "edit" },
      subjects: [{ kind: "Group", name: MARKUP, apiGroup: role.apiGroup }],
    },
    // What the documentation asks for is enough for the whole view.
    ...parseAllDocuments(readFileSync(VIEWER, "utf8")).map((document) => document.toJS() as object),
    ...["rampart-viewer", "rampart-reviewer"].map((name) => ({
      ...api,
      kind: "ClusterRoleBinding",
      metadata: { name },
      roleRef: { ...role, name },
      subjects: [{ kind: "User", name: "eve", apiGroup: role.apiGroup }],
    })),
    {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name: "api", namespace: "shop" },
      spec: {
        selector: { matchLabels: { app: "api" } },
        template: {
          metadata: { labels: { app: "api" } },
          spec: {
            serviceAccountName: "api",
            containers: [{ name: "api", image: "registry.example.com/shop/api:1.4.2" }],
            volumes: [{ name: "db", secret: { secretName: "db", optional: true } }],
          },
        },
      },
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
