import type { Edit } from "./shop";

/** A link of a chain, broken, and exactly what is then found. */
export interface Break {
  readonly link: string;
  readonly edits: readonly Edit[];
  /** `rule file path`, in the order of rule, file and path. */
  readonly found: readonly string[];
}

const edit = (file: string, from: string, to: string): Edit => ({ file, from, to });
const EDGE = "base/edge.yaml";
const WEB = "base/web.yaml";
const API = "base/api.yaml";
const DB = "base/db.yaml";
const VAULT = "overlays/prod/vault.yaml";
const NETWORK = "base/network.yaml";
const BOUNDS = "base/bounds.yaml";

/** Every chain of the sample, each link broken once. */
export const BREAKS: readonly Break[] = [
  {
    link: "Ingress → Service",
    edits: [edit(EDGE, "name: web\n                port", "name: shop\n                port")],
    found: ["edge/ingress-backend-missing base/edge.yaml spec.rules.0.http.paths.0.backend.service.name"],
  },
  {
    link: "Ingress → port of the Service",
    edits: [edit(EDGE, "name: http\n---", "name: https\n---")],
    found: [
      "edge/ingress-backend-missing base/edge.yaml spec.rules.0.http.paths.0.backend.service.port.name",
    ],
  },
  {
    link: "Service → pods",
    edits: [
      edit(
        WEB,
        "spec:\n  selector:\n    app.kubernetes.io/name: web\n  ports",
        "spec:\n  selector:\n    app.kubernetes.io/name: shop\n  ports",
      ),
    ],
    found: ["edge/service-selects-nothing base/web.yaml spec.selector"],
  },
  {
    link: "Service → port of the container",
    edits: [edit(WEB, "targetPort: http", "targetPort: https")],
    found: [
      "edge/health-probe base/edge.yaml spec.rules.0.http.paths.0.backend.service.name",
      "edge/target-port-missing base/web.yaml spec.ports.0.targetPort",
    ],
  },
  {
    link: "readiness probe → port of the container",
    edits: [edit(WEB, "path: /ready\n              port: http", "path: /ready\n              port: ready")],
    found: ["resources/probe-port base/web.yaml spec.template.spec.containers.0.readinessProbe.httpGet.port"],
  },
  {
    link: "Application Gateway's probe → readiness probe",
    edits: [
      edit(
        WEB,
        "httpGet:\n              path: /ready\n              port: http",
        "tcpSocket:\n              port: http",
      ),
    ],
    found: ["edge/health-probe base/edge.yaml spec.rules.0.http.paths.0.backend.service.name"],
  },
  {
    link: "Application Gateway's probe → network policy",
    edits: [
      edit(
        WEB,
        "containerPort: 8080\n          readinessProbe:\n            httpGet:\n              path: /ready\n              port: http",
        "containerPort: 8080\n            - name: admin\n              containerPort: 9090\n          readinessProbe:\n            httpGet:\n              path: /ready\n              port: admin",
      ),
    ],
    found: ["edge/health-check-mismatch base/edge.yaml spec.rules.0.http.paths.0.backend.service.name"],
  },
  {
    link: "Ingress controller → network policy",
    edits: [
      edit(
        NETWORK,
        "    - from:\n        - ipBlock:\n            cidr: 10.20.0.0/24\n",
        "    - from:\n        - podSelector:\n            matchLabels:\n              app.kubernetes.io/name: api\n",
      ),
    ],
    found: ["edge/ingress-backend-unreachable base/edge.yaml spec.rules.0.http.paths.0.backend.service.name"],
  },
  {
    link: "route → Service",
    edits: [edit(EDGE, "- name: api\n          port: 8080", "- name: backend\n          port: 8080")],
    found: ["edge/route-backend-missing base/edge.yaml spec.rules.0.backendRefs.0.name"],
  },
  {
    link: "route → port of the Service",
    edits: [edit(EDGE, "- name: api\n          port: 8080", "- name: api\n          port: 80")],
    found: ["edge/route-backend-missing base/edge.yaml spec.rules.0.backendRefs.0.port"],
  },
  {
    link: "gateway's health check → what the pods answer",
    edits: [edit(EDGE, "kind: Service\n    name: api", "kind: Service\n    name: web")],
    found: ["edge/health-check-mismatch base/edge.yaml spec.rules.0.backendRefs.0.name"],
  },

  {
    link: "pods → DNS",
    edits: [edit(NETWORK, "k8s-app: kube-dns", "k8s-app: coredns")],
    found: ["network/dns-peer base/network.yaml spec.egress.0.to.0.podSelector.matchLabels.k8s-app"],
  },
  {
    link: "policies → DNS for everybody",
    edits: [
      edit(
        NETWORK,
        "  name: allow-dns\nspec:\n  podSelector: {}",
        "  name: allow-dns\nspec:\n  podSelector:\n    matchLabels:\n      app.kubernetes.io/name: web",
      ),
    ],
    found: ["network/dns-egress-cut base/network.yaml spec.policyTypes.1"],
  },
  {
    link: "pods → DNS over UDP",
    edits: [edit(NETWORK, "        - protocol: UDP\n          port: 53\n", "")],
    found: ["network/dns-port-protocol base/network.yaml spec.egress.0.ports.0.protocol"],
  },
  {
    link: "namespace → default deny",
    edits: [
      edit(
        NETWORK,
        "  name: default-deny\nspec:\n  podSelector: {}",
        "  name: default-deny\nspec:\n  podSelector:\n    matchLabels:\n      app.kubernetes.io/name: web",
      ),
    ],
    found: ["network/workload-not-isolated base/db.yaml metadata.name"],
  },
  {
    link: "policy → pods",
    edits: [
      edit(
        NETWORK,
        "  name: db\nspec:\n  podSelector:\n    matchLabels:\n      app.kubernetes.io/name: db",
        "  name: db\nspec:\n  podSelector:\n    matchLabels:\n      app.kubernetes.io/name: database",
      ),
    ],
    found: ["network/policy-selects-nothing base/network.yaml spec.podSelector"],
  },
  {
    link: "policy → peers",
    edits: [edit(NETWORK, "values: [api, backup]", "values: [backend]")],
    found: ["network/peer-matches-nothing base/network.yaml spec.ingress.0.from.0.podSelector"],
  },
  {
    link: "Prometheus → metrics port",
    edits: [edit(NETWORK, "        - port: metrics\n", "        - port: 9100\n")],
    found: ["network/metrics-shut-out base/api.yaml spec.endpoints.0.port"],
  },
  {
    link: "ServiceMonitor → port of the Service",
    edits: [edit(API, "    - port: metrics\n", "    - port: prometheus\n")],
    found: ["network/service-monitor-matches-nothing base/api.yaml spec.endpoints.0.port"],
  },
  {
    link: "ServiceMonitor → Service",
    edits: [
      edit(
        API,
        "spec:\n  selector:\n    matchLabels:\n      app.kubernetes.io/name: api\n  endpoints",
        "spec:\n  selector:\n    matchLabels:\n      app: api\n  endpoints",
      ),
    ],
    found: ["network/service-monitor-matches-nothing base/api.yaml spec.selector"],
  },
  {
    link: "controller → API server",
    edits: [
      edit(
        NETWORK,
        "    - to:\n        - ipBlock:\n            cidr: 10.20.2.0/27\n      ports:\n        - port: 443\n",
        "",
      ),
    ],
    found: ["network/api-server-cut base/api.yaml metadata.name"],
  },
  {
    link: "policy → metadata service",
    edits: [edit(NETWORK, "cidr: 10.20.2.0/27\n      ports:\n        - port: 443\n", "cidr: 0.0.0.0/0\n")],
    found: ["network/metadata-egress base/network.yaml spec.egress.1.to.0.ipBlock.cidr"],
  },

  {
    link: "pod → ServiceAccount",
    edits: [edit(WEB, "      serviceAccountName: web", "      serviceAccountName: shop")],
    found: ["identity/missing-service-account base/web.yaml spec.template.spec.serviceAccountName"],
  },
  {
    link: "RoleBinding → ServiceAccount",
    edits: [
      edit(API, "  - kind: ServiceAccount\n    name: api", "  - kind: ServiceAccount\n    name: backend"),
    ],
    found: [
      "identity/automount-token base/api.yaml spec.template.spec.automountServiceAccountToken",
      "identity/dangling-binding base/api.yaml subjects.0.name",
    ],
  },
  {
    link: "RoleBinding → Role",
    edits: [edit(API, "  kind: Role\n  name: read-feature-flags", "  kind: Role\n  name: read-flags")],
    found: ["identity/dangling-binding base/api.yaml roleRef.name"],
  },
  {
    link: "Role → no more than is needed",
    edits: [
      edit(
        API,
        "resources: [configmaps]\n    resourceNames: [feature-flags]\n    verbs: [get]",
        "resources: [secrets]\n    verbs: [get, list]",
      ),
    ],
    found: [
      "identity/attack-path base/api.yaml spec.template.spec.automountServiceAccountToken",
      "identity/read-secrets base/api.yaml rules.0.resources.0",
    ],
  },
  {
    link: "SDK: pod → workload identity",
    edits: [
      edit(
        API,
        '        azure.workload.identity/use: "true"\n',
        '      annotations:\n        azure.workload.identity/use: "true"\n',
      ),
    ],
    found: [
      "identity/azure-identity-label base/api.yaml spec.template.metadata.annotations.[azure.workload.identity/use]",
    ],
  },
  {
    link: "SDK: workload identity → account",
    edits: [
      edit(
        "overlays/prod/identity.yaml",
        "  annotations:\n    azure.workload.identity/client-id: 5f0c2b7e-43a1-4d6e-9c58-0b1f7a6d2e94\n",
        "",
      ),
    ],
    found: [
      "identity/azure-identity-account base/api.yaml spec.template.metadata.labels.[azure.workload.identity/use]",
    ],
  },
  {
    link: "volume → workload identity",
    edits: [edit(VAULT, "    clientID: 1d8e4f60-92b7-4c3a-a5d9-3e7f6c0b8a12\n", "")],
    found: [
      "identity/csi-identity base/db.yaml spec.jobTemplate.spec.template.spec.volumes.1.csi.volumeAttributes.secretProviderClass",
      "identity/csi-identity base/db.yaml spec.template.spec.volumes.2.csi.volumeAttributes.secretProviderClass",
    ],
  },
  {
    link: "federated credential → account",
    edits: [edit("overlays/prod/identity.yaml", "serviceaccount:shop-prod:api", "serviceaccount:shop:api")],
    found: ["identity/federated-credential overlays/prod/identity.yaml spec.subject"],
  },

  {
    link: "volume → SecretProviderClass",
    edits: [edit(API, "secretProviderClass: db", "secretProviderClass: database")],
    found: [
      "secrets/provider-class-missing base/api.yaml spec.template.spec.volumes.1.csi.volumeAttributes.secretProviderClass",
    ],
  },
  {
    link: "vault → SecretProviderClass",
    edits: [
      edit(
        VAULT,
        "          objectName: db-password\n          objectType: secret",
        "          objectName: db-password",
      ),
    ],
    found: ["secrets/provider-class-objects overlays/prod/vault.yaml spec.parameters.objects"],
  },
  {
    link: "SecretProviderClass → synced Secret",
    edits: [
      edit(
        VAULT,
        "        - objectName: db-password\n          key",
        "        - objectName: password\n          key",
      ),
    ],
    found: [
      "secrets/provider-class-secret-objects overlays/prod/vault.yaml spec.secretObjects.0.data.0.objectName",
    ],
  },
  {
    link: "volume → mount",
    edits: [
      edit(
        API,
        "            - name: vault\n              mountPath: /mnt/vault\n              readOnly: true\n",
        "",
      ),
    ],
    found: ["secrets/unmounted-vault-volume base/api.yaml spec.template.spec.volumes.1.name"],
  },
  {
    link: "file → program",
    edits: [edit(API, "/mnt/vault/db-password", "/mnt/vault/password")],
    found: ["secrets/mounted-file-missing base/api.yaml spec.template.spec.containers.0.env.0.value"],
  },
  {
    link: "ConfigMap → file → program",
    edits: [edit(API, "--config=/etc/api/api.yaml", "--config=/etc/api/config.yaml")],
    found: ["secrets/mounted-file-missing base/api.yaml spec.template.spec.containers.0.args.0"],
  },
  {
    link: "synced Secret → consumer",
    edits: [edit(DB, "- key: password\n", "- key: db-password\n")],
    found: ["secrets/produced-key-missing base/db.yaml spec.template.spec.volumes.1.secret.items.0.key"],
  },
  {
    link: "synced Secret → a pod that mounts the class",
    edits: [
      edit(
        DB,
        "            - name: vault\n              mountPath: /mnt/vault\n              readOnly: true\n        - name: exporter",
        "        - name: exporter",
      ),
      edit(
        DB,
        "        - name: vault\n          csi:\n            driver: secrets-store.csi.k8s.io\n            readOnly: true\n            volumeAttributes:\n              secretProviderClass: db\n  volumeClaimTemplates",
        "  volumeClaimTemplates",
      ),
      edit(
        DB,
        "          env:\n            - name: POSTGRES_PASSWORD_FILE\n              value: /mnt/vault/db-password\n",
        "",
      ),
    ],
    found: ["secrets/synced-secret-not-mounted base/db.yaml spec.template.spec.volumes.1.secret.secretName"],
  },
  {
    link: "pod → ConfigMap",
    edits: [
      edit(
        API,
        "          configMap:\n            name: api",
        "          configMap:\n            name: backend",
      ),
    ],
    found: ["secrets/missing-reference base/api.yaml spec.template.spec.volumes.0.configMap.name"],
  },
  {
    link: "readiness probe → secrets",
    edits: [
      edit(
        API,
        "          # Not ready while the password is missing or the database does not answer.\n          readinessProbe:\n            httpGet:\n              path: /ready\n              port: http\n",
        "",
      ),
    ],
    found: ["resources/readiness-probe base/api.yaml spec.template.spec.containers.0.readinessProbe"],
  },

  {
    link: "autoscaler → workload",
    edits: [edit(API, "    kind: Deployment\n    name: api", "    kind: Deployment\n    name: backend")],
    found: ["resources/hpa-target-missing base/api.yaml spec.scaleTargetRef.name"],
  },
  {
    link: "autoscaler → request",
    edits: [edit(API, "              cpu: 200m\n", "")],
    found: [
      "resources/cpu-request base/api.yaml spec.template.spec.containers.0.resources.requests.cpu",
      "resources/hpa-without-requests base/api.yaml spec.template.spec.containers.0.resources.requests.cpu",
    ],
  },
  {
    link: "disruption budget → pods",
    edits: [
      edit(
        WEB,
        "AlwaysAllow\n  selector:\n    matchLabels:\n      app.kubernetes.io/name: web",
        "AlwaysAllow\n  selector:\n    matchLabels:\n      app.kubernetes.io/name: shop",
      ),
    ],
    found: ["resources/pdb-selects-nothing base/web.yaml spec.selector"],
  },
  {
    link: "selector → pod template",
    edits: [
      edit(
        WEB,
        "  selector:\n    matchLabels:\n      app.kubernetes.io/name: web\n  template",
        "  selector:\n    matchLabels:\n      app.kubernetes.io/name: shop\n  template",
      ),
    ],
    found: ["resources/selector-mismatch base/web.yaml spec.selector.matchLabels.[app.kubernetes.io/name]"],
  },
  {
    link: "pod → PersistentVolumeClaim",
    edits: [edit(DB, "claimName: dumps", "claimName: dump")],
    found: [
      "resources/claim-missing base/db.yaml spec.jobTemplate.spec.template.spec.volumes.0.persistentVolumeClaim.claimName",
    ],
  },
  {
    link: "pod → PriorityClass",
    edits: [edit(API, "priorityClassName: shop-front", "priorityClassName: shop")],
    found: ["resources/class-missing base/api.yaml spec.template.spec.priorityClassName"],
  },
  {
    link: "StatefulSet → Service",
    edits: [edit(DB, "serviceName: db", "serviceName: database")],
    found: ["resources/stateful-set-service base/db.yaml spec.serviceName"],
  },
  {
    link: "StatefulSet → headless Service",
    edits: [edit(DB, "  clusterIP: None\n", "")],
    found: ["resources/stateful-set-service base/db.yaml spec.serviceName"],
  },
  {
    link: "quota → sum of the requests",
    edits: [edit(BOUNDS, 'requests.cpu: "4"', "requests.cpu: 800m")],
    found: ["resources/quota-refuses base/bounds.yaml spec.hard.[requests.cpu]"],
  },
  {
    link: "quota → one pod",
    edits: [edit(BOUNDS, "limits.memory: 6Gi", "limits.memory: 512Mi")],
    found: [
      "resources/quota-refuses base/bounds.yaml spec.hard.[limits.memory]",
      "resources/quota-refuses base/db.yaml metadata.name",
    ],
  },
  {
    link: "quota → requests that are stated",
    edits: [edit(BOUNDS, 'requests.cpu: "4"', 'requests.cpu: "4"\n    limits.cpu: "8"')],
    found: [
      "resources/quota-refuses base/api.yaml spec.template.spec.containers.0.resources.limits.cpu",
      "resources/quota-refuses base/db.yaml spec.jobTemplate.spec.template.spec.containers.0.resources.limits.cpu",
      "resources/quota-refuses base/db.yaml spec.template.spec.containers.0.resources.limits.cpu",
      "resources/quota-refuses base/db.yaml spec.template.spec.containers.1.resources.limits.cpu",
      "resources/quota-refuses base/web.yaml spec.template.spec.containers.0.resources.limits.cpu",
    ],
  },
  {
    link: "quota → Services",
    edits: [
      edit(
        WEB,
        "spec:\n  selector:\n    app.kubernetes.io/name: web\n  ports",
        "spec:\n  type: NodePort\n  selector:\n    app.kubernetes.io/name: web\n  ports",
      ),
    ],
    found: [
      "edge/node-port base/web.yaml spec.type",
      "resources/quota-refuses base/bounds.yaml spec.hard.[services.nodeports]",
    ],
  },
  {
    link: "LimitRange → containers",
    edits: [edit(BOUNDS, "memory: 1Gi", "memory: 256Mi")],
    found: [
      "resources/limit-range-refuses base/db.yaml spec.template.spec.containers.0.resources.limits.memory",
    ],
  },
  {
    link: "LimitRange → claims",
    edits: [edit(BOUNDS, "storage: 128Gi", "storage: 32Gi")],
    found: ["resources/limit-range-refuses base/db.yaml spec.resources.requests.storage"],
  },
  {
    link: "Pod Security level → pods",
    edits: [
      edit(
        WEB,
        "  capabilities:\n              drop: [ALL]",
        "  capabilities:\n              drop: [NET_RAW]",
      ),
    ],
    found: [
      "admission/pod-security-refuses base/web.yaml metadata.name",
      "workload/drop-all-capabilities base/web.yaml spec.template.spec.containers.0.securityContext.capabilities.drop",
    ],
  },
  {
    link: "Pod Security level of dev → pods",
    edits: [
      edit(
        WEB,
        "    spec:\n      serviceAccountName: web",
        "    spec:\n      hostPID: true\n      serviceAccountName: web",
      ),
    ],
    found: [
      "admission/pod-security-refuses base/web.yaml metadata.name",
      "workload/host-pid base/web.yaml spec.template.spec.hostPID",
    ],
  },
  {
    link: "policy binding → policy",
    edits: [edit("overlays/prod/admission.yaml", "policyName: shop-images", "policyName: images")],
    found: [
      "admission/policy-without-binding overlays/prod/admission.yaml metadata.name",
      "admission/policy-without-binding overlays/prod/admission.yaml spec.policyName",
    ],
  },

  {
    link: "Internet → workload → node",
    edits: [
      edit(
        WEB,
        "            allowPrivilegeEscalation: false\n            readOnlyRootFilesystem",
        "            privileged: true\n            readOnlyRootFilesystem",
      ),
    ],
    found: [
      "admission/pod-security-refuses base/web.yaml metadata.name",
      "identity/attack-path base/web.yaml spec.template.spec.containers.0.securityContext.privileged",
      "workload/privileged base/web.yaml spec.template.spec.containers.0.securityContext.privileged",
    ],
  },
  {
    link: "Internet → workload → account → cluster",
    edits: [
      edit(
        API,
        "kind: RoleBinding\nmetadata:\n  name: api-reads-feature-flags",
        "kind: ClusterRoleBinding\nmetadata:\n  name: api-reads-feature-flags",
      ),
      edit(API, "  kind: Role\n  name: read-feature-flags", "  kind: ClusterRole\n  name: cluster-admin"),
    ],
    found: [
      "identity/attack-path base/api.yaml spec.template.spec.automountServiceAccountToken",
      "identity/cluster-admin-binding base/api.yaml roleRef.name",
      "identity/workload-admin-account base/api.yaml spec.template.spec.serviceAccountName",
    ],
  },
];
