import type { JsonObject } from "../../engine/json";

const claims = (...accessModes: string[]): JsonObject => ({
  apiVersion: "apps/v1",
  kind: "StatefulSet",
  metadata: { name: "store", namespace: "shop" },
  spec: {
    serviceName: "store",
    selector: { matchLabels: { app: "store" } },
    template: {
      metadata: { labels: { app: "store" } },
      spec: { containers: [{ name: "store", image: "registry.example/store:1" }] },
    },
    volumeClaimTemplates: [
      {
        metadata: { name: "data" },
        spec: { accessModes, resources: { requests: { storage: "1Gi" } } },
      },
    ],
  },
});

const pod = (container: JsonObject): JsonObject => ({
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name: "app", namespace: "shop" },
  spec: { containers: [{ name: "app", image: "registry.example/app:1", ...container }] },
});

const binding = (group: string): JsonObject => ({
  apiVersion: "rbac.authorization.k8s.io/v1",
  kind: "ClusterRoleBinding",
  metadata: { name: "team" },
  roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "view" },
  subjects: [{ apiGroup: "rbac.authorization.k8s.io", kind: "Group", name: group }],
});

const configMapRole = (...resourceNames: string[]): JsonObject => ({
  apiVersion: "rbac.authorization.k8s.io/v1",
  kind: "ClusterRole",
  metadata: { name: "configure" },
  rules: [{ apiGroups: [""], resources: ["configmaps"], verbs: ["update"], resourceNames }],
});

const exception = (...names: string[]): JsonObject => ({
  apiVersion: "kyverno.io/v2",
  kind: "PolicyException",
  metadata: { name: "exception", namespace: "shop" },
  spec: {
    exceptions: [{ policyName: "baseline", ruleNames: ["host-path"] }],
    match: { any: [{ resources: { kinds: ["Pod"], names } }] },
  },
});

const filter = (match: JsonObject): JsonObject => ({
  apiVersion: "networking.istio.io/v1alpha3",
  kind: "EnvoyFilter",
  metadata: { name: "headers", namespace: "shop" },
  spec: {
    workloadSelector: { labels: { app: "web" } },
    configPatches: [{ applyTo: "HTTP_FILTER", match, patch: { operation: "INSERT_BEFORE" } }],
  },
});

const namespace = (labels: JsonObject): JsonObject => ({
  apiVersion: "v1",
  kind: "Namespace",
  metadata: { name: "labelled", labels },
});

/**
 * Objects to judge beside the examples of the documentation, for rules whose examples lie in a namespace of the system,
 * or hold a fault that the API server refuses itself.
 */
export const EXTRA_EXAMPLES: Readonly<Record<string, readonly JsonObject[]>> = {
  "admission/policy-exception": [exception(), exception("*"), exception("agent")],
  "admission/namespace-label": [
    namespace({ "pod-security.kubernetes.io/enforced": "baseline" }),
    namespace({ "pod-security.kubernetes.io/enforce": "baseline" }),
  ],
  "identity/system-masters": [binding("system:masters"), binding("team")],
  "identity/write-config-maps": [configMapRole(), configMapRole("coredns"), configMapRole("shop")],
  "mesh/envoy-filter": [
    filter({ context: "SIDECAR_INBOUND" }),
    filter({ context: "SIDECAR_INBOUND", proxy: { proxyVersion: "^1\\.27.*" } }),
  ],
  "resources/invalid-quantity": [
    pod({ resources: { limits: { memory: "256" } } }),
    pod({ resources: { limits: { memory: "256Mi" } } }),
  ],
  "resources/volume-claim": [claims("ReadWriteMany"), claims("ReadWriteOnce")],
  "workload/tiller": [
    pod({ image: "ghcr.io/helm/tiller:v2.17.0" }),
    pod({ image: "ghcr.io/helm/tilling:v2.17.0" }),
  ],
};
