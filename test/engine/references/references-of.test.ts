import { describe, expect, it, test } from "vitest";
import { REFERENCE_ROWS } from "../../../engine/references/reference-rows";
import { referencesOf } from "../../../engine/references/references-of";
import { parseServiceHost } from "../../../engine/references/service-host";
import { inventoryOf, words } from "./world";

/** Every reference of the first resource but the one to its namespace: `path → kind namespace/name`. */
function named(text: string): string[] {
  const [fact] = inventoryOf(text).facts;
  if (!fact) throw new Error("no resource");
  return referencesOf(fact)
    .filter(({ target }) => target.groupKind !== "Namespace")
    .map(
      ({ path, target, span }) =>
        `${words(path)}${span ? `[${span.start}-${span.end}]` : ""} → ${target.groupKind} ${target.namespace ?? "-"}/${target.name}`,
    );
}

const CASES: readonly (readonly [what: string, manifest: string, expected: readonly string[]])[] = [
  [
    "a pod template names accounts, classes, Secrets, ConfigMaps, claims and vaults",
    `apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  selector: {matchLabels: {app: api}}
  template:
    metadata: {labels: {app: api}}
    spec:
      serviceAccountName: api
      priorityClassName: high
      imagePullSecrets: [{name: pull}]
      initContainers: [{name: i, image: i:1, envFrom: [{configMapRef: {name: settings}}, {secretRef: {name: all}}]}]
      containers:
        - name: a
          image: a:1
          env:
            - {name: PLAIN, value: x}
            - {name: PASSWORD, valueFrom: {secretKeyRef: {name: db, key: p}}}
            - {name: LEVEL, valueFrom: {configMapKeyRef: {name: levels, key: p}}}
            - {name: DATABASE_HOST, value: db}
            - {name: CACHE_URL, value: "redis://u:pw@cache.data:6380/0"}
      volumes:
        - {name: a, secret: {secretName: files}}
        - {name: b, configMap: {name: conf}}
        - {name: c, projected: {sources: [{secret: {name: ps}}, {configMap: {name: pc}}]}}
        - {name: d, persistentVolumeClaim: {claimName: data}}
        - {name: e, csi: {driver: secrets-store.csi.k8s.io, volumeAttributes: {secretProviderClass: vault}, nodePublishSecretRef: {name: login}}}
`,
    [
      "spec template spec serviceAccountName → ServiceAccount shop/api",
      "spec template spec serviceAccount → ServiceAccount shop/api",
      "spec template spec priorityClassName → scheduling.k8s.io/PriorityClass -/high",
      "spec template spec imagePullSecrets 0 name → Secret shop/pull",
      "spec template spec volumes 0 secret secretName → Secret shop/files",
      "spec template spec volumes 1 configMap name → ConfigMap shop/conf",
      "spec template spec volumes 2 projected sources 0 secret name → Secret shop/ps",
      "spec template spec volumes 2 projected sources 1 configMap name → ConfigMap shop/pc",
      "spec template spec volumes 3 persistentVolumeClaim claimName → PersistentVolumeClaim shop/data",
      "spec template spec volumes 4 csi volumeAttributes secretProviderClass → secrets-store.csi.x-k8s.io/SecretProviderClass shop/vault",
      "spec template spec volumes 4 csi nodePublishSecretRef name → Secret shop/login",
      "spec template spec containers 0 env 1 valueFrom secretKeyRef name → Secret shop/db",
      "spec template spec containers 0 env 2 valueFrom configMapKeyRef name → ConfigMap shop/levels",
      "spec template spec initContainers 0 envFrom 1 secretRef name → Secret shop/all",
      "spec template spec initContainers 0 envFrom 0 configMapRef name → ConfigMap shop/settings",
      "spec template spec containers 0 env 3 value[0-2] → Service shop/db",
      "spec template spec containers 0 env 4 value[13-18] → Service data/cache",
    ],
  ],
  [
    "a StatefulSet names its Service",
    "apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: db}\nspec: {serviceName: db-headless, selector: {}, template: {spec: {containers: []}}}\n",
    ["spec serviceName → Service -/db-headless"],
  ],
  [
    "an Ingress names Services, Secrets and its class",
    `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop, namespace: shop}
spec:
  ingressClassName: nginx
  defaultBackend: {service: {name: fallback, port: {number: 80}}}
  tls: [{secretName: tls}]
  rules: [{http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}]}}]
`,
    [
      "spec rules 0 http paths 0 backend service name → Service shop/web",
      "spec defaultBackend service name → Service shop/fallback",
      "spec tls 0 secretName → Secret shop/tls",
      "spec ingressClassName → networking.k8s.io/IngressClass -/nginx",
    ],
  ],
  [
    "a route names its parent and backends, elsewhere too, and only Services",
    `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: shop, namespace: shop}
spec:
  parentRefs: [{name: edge, namespace: infra}]
  rules: [{backendRefs: [{name: web, port: 80}, {name: bucket, group: storage.example, kind: Bucket}]}]
`,
    [
      "spec parentRefs 0 name → gateway.networking.k8s.io/Gateway infra/edge",
      "spec rules 0 backendRefs 0 name → Service shop/web",
    ],
  ],
  [
    "a binding names its role and its accounts, not its users",
    `apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: b, namespace: shop}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
subjects: [{kind: User, name: ann}, {kind: ServiceAccount, name: api}, {kind: ServiceAccount, name: ci, namespace: ops}]
`,
    [
      "roleRef name → rbac.authorization.k8s.io/ClusterRole -/view",
      "subjects 1 name → ServiceAccount shop/api",
      "subjects 2 name → ServiceAccount ops/ci",
    ],
  ],
  [
    "an autoscaler names its target by kind and group",
    "apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: h}\nspec: {scaleTargetRef: {apiVersion: apps/v1, kind: StatefulSet, name: db}}\n",
    ["spec scaleTargetRef name → apps/StatefulSet -/db"],
  ],
  [
    "a VirtualService names gateways and hosts of the cluster",
    `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: v, namespace: shop}
spec:
  gateways: [mesh, infra/edge]
  http: [{route: [{destination: {host: web.shop.svc.cluster.local}}, {destination: {host: api.example.com}}]}]
`,
    [
      "spec gateways 1[6-10] → networking.istio.io/Gateway infra/edge",
      "spec http 0 route 0 destination host[0-3] → Service shop/web",
    ],
  ],
  [
    "a policy binding names its policy",
    "apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingAdmissionPolicyBinding\nmetadata: {name: b}\nspec: {policyName: p, validationActions: [Deny]}\n",
    ["spec policyName → admissionregistration.k8s.io/ValidatingAdmissionPolicy -/p"],
  ],
];

describe("the places of a resource that name others", () => {
  it.each(CASES)("%s", (_what, manifest, expected) => {
    const found = named(manifest);
    expect(found.toSorted()).toEqual(expected.toSorted());
  });

  it("are no secrets", () => {
    const text =
      "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: a:1, env: [{name: DB_URL, value: 'postgres://u:p@s3cr3t/x@db:5432/shop'}, {name: API_TOKEN, value: db}]}]}\n";
    expect(named(text)).toEqual([]);
    expect(JSON.stringify(inventoryOf(text).facts)).not.toMatch(/s3cr3t/);
  });

  it("each come from a row of their own", () => {
    const keys = REFERENCE_ROWS.flatMap(({ in: kinds, path }) =>
      (kinds === "pod" ? ["pod"] : kinds).map((kind) => `${kind} ${path.join(".")}`),
    );
    expect(new Set(keys).size).toBe(keys.length);
  });
});

test.each([
  ["api", { name: "api", span: { start: 0, end: 3 } }],
  ["api.shop", { name: "api", namespace: "shop", span: { start: 0, end: 3 } }],
  ["api.shop.svc.cluster.local", { name: "api", namespace: "shop", span: { start: 0, end: 3 } }],
  ["db-0.db.shop.svc", { name: "db", namespace: "shop", span: { start: 5, end: 7 } }],
  ["db.example.com", undefined],
  ["10.0.0.1", undefined],
  ["a..b", undefined],
])("the host %s", (host, expected) => {
  expect(parseServiceHost(host)).toEqual(expected);
});
