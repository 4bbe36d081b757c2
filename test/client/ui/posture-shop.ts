import { readFileSync } from "node:fs";
import { parseAllDocuments } from "yaml";
import { writeAsKubelet } from "../../cluster/as-kubelet";
import { type ControlPlane, startControlPlane } from "../../cluster/control-plane";
import { rolesInForce } from "../../cluster/in-force";

/** What a person wrote, as it lies in the workspace. The cluster has another `api`: somebody made it privileged. */
export const SHOP_FILES: Readonly<Record<string, string>> = {
  "shop/api.yaml": `apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
  namespace: shop
spec:
  selector:
    matchLabels:
      app: api
  template:
    metadata:
      labels:
        app: api
    spec:
      containers:
        - name: api
          image: shop.azurecr.io/api:2.7.1
          securityContext:
            privileged: false
          env:
            - name: DB_PASSWORD
              value: in-the-manifest
`,
  "shop/worker.yaml": `apiVersion: apps/v1
kind: Deployment
metadata:
  name: worker
  namespace: shop
spec:
  selector:
    matchLabels:
      app: worker
  template:
    metadata:
      labels:
        app: worker
    spec:
      containers:
        - name: worker
          image: shop.azurecr.io/worker:1.4.0
          resources:
            limits:
              memory: 128Mi
`,
  "overlay/kustomization.yaml": "namespace: shop\nnamePrefix: eu-\nresources: [settings.yaml]\n",
  "overlay/settings.yaml": `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
data:
  currency: euro
`,
  "shop/next.yaml": `apiVersion: v1
kind: ConfigMap
metadata:
  name: next
  namespace: shop
data:
  colour: blue
`,
};

/** A value that must be nowhere: it is in the cluster's objects alone. */
export const LIVE_SECRET = "s3cr3t-of-the-cluster";

const REFUSED =
  'Failed to pull image "shop.azurecr.io/api:2.7.1": failed to resolve reference: unexpected status from HEAD request to https://shop.azurecr.io/v2/api/manifests/2.7.1: 403 Forbidden: client with IP 10.4.2.7 is not allowed access';

/**
 * A shop whose `api` cannot be pulled, since the registry's firewall does not know the node, and whose `worker` runs
 * out of memory: status and events are written as a kubelet writes them. `ada` holds the viewer role, and no right to
 * Secrets.
 */
export async function startFailingShop(): Promise<ControlPlane> {
  const plane = await startControlPlane({ audit: true, users: [{ name: "ada" }] });
  await plane.createNamespace("shop");
  const [viewer] = parseAllDocuments(
    readFileSync(new URL("../../../deploy/rampart-viewer.yaml", import.meta.url), "utf8"),
  ).map((document) => document.toJS());
  const declared = (file: string) => parseAllDocuments(SHOP_FILES[file] ?? "")[0]?.toJS();
  const api = declared("shop/api.yaml");
  const [container] = api.spec.template.spec.containers;
  container.securityContext.privileged = true;
  container.env[0].value = LIVE_SECRET;
  await plane.apply([
    viewer,
    {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "ClusterRoleBinding",
      metadata: { name: "ada-views" },
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: viewer.metadata.name },
      subjects: [{ kind: "User", name: "ada", apiGroup: "rbac.authorization.k8s.io" }],
    },
    {
      apiVersion: "v1",
      kind: "Secret",
      metadata: { name: "db", namespace: "shop" },
      stringData: { password: LIVE_SECRET },
    },
    {
      apiVersion: "networking.k8s.io/v1",
      kind: "Ingress",
      metadata: { name: "shop", namespace: "shop" },
      spec: {
        rules: [
          {
            host: "shop.example.com",
            http: {
              paths: [
                {
                  path: "/",
                  pathType: "Prefix",
                  backend: { service: { name: "api", port: { number: 80 } } },
                },
              ],
            },
          },
        ],
      },
    },
    {
      apiVersion: "v1",
      kind: "Service",
      metadata: { name: "api", namespace: "shop" },
      spec: { selector: { app: "api" }, ports: [{ port: 80 }] },
    },
    api,
    declared("shop/worker.yaml"),
    // As the kustomization makes it.
    {
      ...declared("overlay/settings.yaml"),
      metadata: { name: "eu-settings", namespace: "shop" },
    },
  ]);
  await writeAsKubelet(plane, {
    app: "api",
    image: "shop.azurecr.io/api:2.7.1",
    phase: "Pending",
    container: {
      state: {
        waiting: {
          reason: "ImagePullBackOff",
          message: 'Back-off pulling image "shop.azurecr.io/api:2.7.1"',
        },
      },
    },
    event: { reason: "Failed", message: REFUSED },
  });
  await writeAsKubelet(plane, {
    app: "worker",
    image: "shop.azurecr.io/worker:1.4.0",
    phase: "Running",
    container: {
      imageID: "shop.azurecr.io/worker@sha256:1",
      restartCount: 5,
      state: {
        waiting: { reason: "CrashLoopBackOff", message: "back-off 5m0s restarting failed container" },
      },
      lastState: {
        terminated: { reason: "OOMKilled", exitCode: 137, finishedAt: null, startedAt: null },
      },
    },
  });
  await rolesInForce(plane.request);
  return plane;
}
