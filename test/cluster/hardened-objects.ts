const labels = { app: "api", "app.kubernetes.io/name": "api", team: "shop" };
const container = {
  name: "api",
  image: `registry.example.com/shop/api:1.4.2@sha256:${"a".repeat(64)}`,
  command: ["/api"],
  args: ["--listen=:8080"],
  ports: [{ name: "http", containerPort: 8080 }],
  env: [
    { name: "LOG_LEVEL", value: "info" },
    { name: "NODE", valueFrom: { fieldRef: { fieldPath: "spec.nodeName" } } },
  ],
  resources: { requests: { cpu: "0.1", memory: "128Mi" }, limits: { memory: "0.125Gi" } },
  readinessProbe: { httpGet: { path: "/ready", port: "http" } },
  livenessProbe: { httpGet: { path: "/live", port: 8080 }, initialDelaySeconds: 10 },
  securityContext: {
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ["ALL"] },
  },
  volumeMounts: [
    { name: "settings", mountPath: "/etc/api", readOnly: true },
    { name: "cache", mountPath: "/tmp" },
  ],
};
const podSpec = {
  serviceAccountName: "api",
  automountServiceAccountToken: false,
  securityContext: {
    runAsNonRoot: true,
    runAsUser: 20_001,
    runAsGroup: 20_001,
    fsGroup: 20_001,
    seccompProfile: { type: "RuntimeDefault" },
  },
  containers: [container],
  volumes: [
    { name: "settings", configMap: { name: "settings" } },
    { name: "cache", emptyDir: { sizeLimit: "64Mi" } },
  ],
};
const template = { metadata: { labels }, spec: podSpec };
const meta = (name: string) => ({ name, namespace: "shop", labels });

/** A workload as it should be, with everything around it: what posture is quiet about and drift finds unchanged. */
export const HARDENED_OBJECTS: readonly object[] = [
  {
    apiVersion: "v1",
    kind: "Namespace",
    metadata: {
      name: "shop",
      labels: {
        team: "shop",
        "pod-security.kubernetes.io/enforce": "restricted",
        "pod-security.kubernetes.io/enforce-version": "v1.33",
      },
    },
  },
  { apiVersion: "v1", kind: "ServiceAccount", metadata: meta("api"), automountServiceAccountToken: false },
  { apiVersion: "v1", kind: "ConfigMap", metadata: meta("settings"), data: { "api.yaml": "retries: 3\n" } },
  {
    apiVersion: "v1",
    kind: "ResourceQuota",
    metadata: meta("shop"),
    spec: {
      hard: { "requests.cpu": "8000m", "requests.memory": "16Gi", "limits.memory": "32Gi", pods: "50" },
    },
  },
  {
    apiVersion: "v1",
    kind: "LimitRange",
    metadata: meta("shop"),
    spec: { limits: [{ type: "Container", default: { memory: "256Mi" }, defaultRequest: { cpu: "50m" } }] },
  },
  {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: meta("api"),
    spec: { replicas: 2, revisionHistoryLimit: 5, selector: { matchLabels: { app: "api" } }, template },
  },
  {
    apiVersion: "apps/v1",
    kind: "StatefulSet",
    metadata: meta("store"),
    spec: {
      serviceName: "api",
      replicas: 2,
      selector: { matchLabels: { app: "store" } },
      template: { ...template, metadata: { labels: { ...labels, app: "store" } } },
      volumeClaimTemplates: [
        {
          metadata: { name: "data" },
          spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1024Mi" } } },
        },
      ],
    },
  },
  {
    apiVersion: "batch/v1",
    kind: "CronJob",
    metadata: meta("clean"),
    spec: {
      schedule: "0 3 * * *",
      concurrencyPolicy: "Forbid",
      jobTemplate: { spec: { template: { ...template, spec: { ...podSpec, restartPolicy: "Never" } } } },
    },
  },
  {
    apiVersion: "v1",
    kind: "Service",
    metadata: meta("api"),
    spec: { selector: { app: "api" }, ports: [{ name: "http", port: 80, targetPort: "http" }] },
  },
  {
    apiVersion: "networking.k8s.io/v1",
    kind: "Ingress",
    metadata: meta("shop"),
    spec: {
      ingressClassName: "alb",
      tls: [{ hosts: ["shop.example.com"], secretName: "shop-tls" }],
      rules: [
        {
          host: "shop.example.com",
          http: {
            paths: [
              {
                path: "/",
                pathType: "Prefix",
                backend: { service: { name: "api", port: { name: "http" } } },
              },
            ],
          },
        },
      ],
    },
  },
  {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: meta("default-deny"),
    spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
  },
  {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: meta("api"),
    spec: {
      podSelector: { matchLabels: { app: "api" } },
      ingress: [
        {
          from: [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "edge" } } }],
          ports: [{ port: 8080 }],
        },
      ],
      egress: [
        {
          to: [
            {
              namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } },
              podSelector: { matchLabels: { "k8s-app": "kube-dns" } },
            },
          ],
          ports: [
            { port: 53, protocol: "UDP" },
            { port: 53, protocol: "TCP" },
          ],
        },
      ],
      policyTypes: ["Ingress", "Egress"],
    },
  },
  {
    apiVersion: "policy/v1",
    kind: "PodDisruptionBudget",
    metadata: meta("api"),
    spec: { maxUnavailable: 1, selector: { matchLabels: { app: "api" } } },
  },
  {
    apiVersion: "autoscaling/v2",
    kind: "HorizontalPodAutoscaler",
    metadata: meta("api"),
    spec: {
      scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "api" },
      minReplicas: 2,
      maxReplicas: 6,
      metrics: [
        {
          type: "Resource",
          resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 70 } },
        },
      ],
    },
  },
  {
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "Role",
    metadata: meta("reader"),
    rules: [{ apiGroups: [""], resources: ["services", "endpoints"], verbs: ["list", "get"] }],
  },
  {
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "RoleBinding",
    metadata: meta("reader"),
    roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: "reader" },
    subjects: [{ kind: "ServiceAccount", name: "api" }],
  },
  {
    apiVersion: "admissionregistration.k8s.io/v1",
    kind: "ValidatingAdmissionPolicy",
    metadata: { name: "shop" },
    spec: {
      matchConstraints: {
        resourceRules: [
          {
            apiGroups: ["apps"],
            apiVersions: ["v1"],
            operations: ["CREATE", "UPDATE"],
            resources: ["deployments"],
          },
        ],
      },
      validations: [{ expression: "object.spec.replicas <= 50", message: "too many" }],
    },
  },
  // Of a kind that only discovery knows.
  {
    apiVersion: "node.k8s.io/v1",
    kind: "RuntimeClass",
    metadata: { name: "sandboxed" },
    handler: "runsc",
    overhead: { podFixed: { memory: "0.0625Gi", cpu: "250m" } },
  },
];
