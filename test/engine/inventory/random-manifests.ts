/** A small seeded generator of numbers: xorshift. */
export function createRandom(seed: number) {
  let state = seed | 0 || 1;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    below,
    chance: (probability: number) => next() < probability,
    one: <Item>(items: readonly Item[]): Item => items[below(items.length)] as Item,
  };
}

export type Random = ReturnType<typeof createRandom>;

const NAMES = ["api", "web", "db"];
/** The empty one is written nowhere: such resources land in `default`. */
const NAMESPACES = ["shop", "pay", "default", "istio-system", ""];
const RBAC = "rbac.authorization.k8s.io";

/** A manifest of some kind with small differences that matter to inventory rules. */
export function randomManifest(random: Random): string {
  const [name, other] = [random.one(NAMES), random.one(NAMES)];
  const namespace = () => (random.chance(0.6) ? random.one(NAMESPACES.slice(0, 2)) : random.one(NAMESPACES));
  const where = namespace();
  const elsewhere = namespace() || "default";
  const head = (apiVersion: string, kind: string, labels = "") =>
    `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: ${name}\n${where ? `  namespace: ${where}\n` : ""}${labels}`;
  const clusterHead = (apiVersion: string, kind: string, called = name) =>
    `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: ${called}\n`;
  const subject = () =>
    random.one([
      `{kind: ServiceAccount, name: ${other}, namespace: ${elsewhere}}`,
      `{kind: ServiceAccount, name: ${other}}`,
      `{kind: ServiceAccount, name: default, namespace: ${elsewhere}}`,
      `{kind: User, name: "system:serviceaccount:${elsewhere}:${other}"}`,
      `{kind: Group, name: "system:serviceaccounts:${elsewhere}"}`,
      '{kind: Group, name: "system:serviceaccounts"}',
      "{kind: User, name: jane}",
    ]);
  const rules = () =>
    `rules: [{apiGroups: [""], resources: [${random.one(["secrets", "pods", "pods/exec", "serviceaccounts/token", "'*'"])}], verbs: [${random.one(["get", "list", "create", "'*'"])}]}]\n`;
  const pod = () => `
    metadata: {labels: {app: ${random.one(NAMES)}}${random.chance(0.2) ? ", annotations: {kube-rampart/reads-secrets: yes}" : ""}}
    spec:
      ${random.chance(0.7) ? `serviceAccountName: ${other}` : "automountServiceAccountToken: false"}
      ${random.chance(0.2) ? "hostNetwork: true" : random.chance(0.1) ? "dnsPolicy: None\n      dnsConfig: {nameservers: [192.0.2.7]}" : ""}
      ${random.chance(0.2) ? "imagePullSecrets: [{name: pull}]" : ""}
      ${random.chance(0.2) ? "priorityClassName: urgent" : ""}
      containers:
        - name: main
          image: registry.example/${random.one([name, name, "ingress-nginx", "prometheus"])}:1.${random.below(3)}
          ports: [{containerPort: ${random.one(["80", "8080", "9090"])}, name: http}]
          args: [--config=/etc/app/${random.one(["a", "b"])}]
          ${random.chance(0.3) ? "securityContext: {privileged: true}" : ""}
          ${random.chance(0.3) ? "resources: {requests: {cpu: 1, memory: 1Gi}}" : ""}
          ${random.chance(0.4) ? "readinessProbe: {httpGet: {port: http, path: /ready}}" : ""}
          env: [{name: A, valueFrom: {secretKeyRef: {name: ${name}, key: ${random.one(["a", "b"])}}}}]
          envFrom: [{secretRef: {name: ${other}}}, {configMapRef: {name: ${name}}}]
          volumeMounts: [{name: vault, mountPath: /etc/app}]
      volumes:
        - {name: data, persistentVolumeClaim: {claimName: ${other}}}
        - ${random.one([`{name: vault, secret: {secretName: ${name}}}`, `{name: vault, csi: {driver: secrets-store.csi.k8s.io, volumeAttributes: {secretProviderClass: ${name}}}}`])}
`;
  const inNamespace = where ? `, namespace: ${where}` : "";
  /** A workload of few words. */
  const workload = ({
    account = name,
    app = name,
    called = name,
    kind = "Deployment",
    labels = "",
    volumes = "[]",
  }) =>
    `apiVersion: apps/v1
kind: ${kind}
metadata: {name: ${called}${inNamespace}}
spec:
  selector: {matchLabels: {app: ${app}}}
  template:
    metadata: {labels: {app: ${app}${labels}}}
    spec:
      ${account ? `serviceAccountName: ${account}` : "terminationGracePeriodSeconds: 1"}
      containers: [{name: main, image: "registry.example/x:1", ports: [{containerPort: 8080, name: http}]}]
      volumes: ${volumes}
`;
  const makers: (() => string)[] = [
    () => `${head("apps/v1", random.one(["Deployment", "Deployment", "DaemonSet"]))}spec:
  replicas: ${1 + random.below(3)}
  selector: {matchLabels: {app: ${name}}}
  template:${pod()}`,
    () => `${head("apps/v1", "StatefulSet")}spec:
  serviceName: ${other}
  selector: {matchLabels: {app: ${name}}}
  volumeClaimTemplates: [{metadata: {name: data}, spec: {storageClassName: ${random.one(["fast", "slow"])}}}]
  template:${pod()}`,
    () => `${head("v1", "Service")}spec:
  type: ${random.one(["ClusterIP", "LoadBalancer", "NodePort"])}
  ${random.chance(0.2) ? "clusterIP: None" : ""}
  selector: {app: ${other}}
  ports: [{name: http, port: 80, targetPort: ${random.one(["http", "8080", "grpc"])}}]
`,
    () => `${head("networking.k8s.io/v1", "NetworkPolicy")}spec:
  podSelector: ${random.chance(0.5) ? "{}" : `{matchLabels: {app: ${other}}}`}
  policyTypes: ${random.one(["[Ingress]", "[Egress]", "[Ingress, Egress]"])}
  ${random.chance(0.5) ? `ingress: [{from: [{podSelector: {matchLabels: {app: ${name}}}}]}]` : ""}
  ${random.chance(0.3) ? `egress: [{to: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: ${elsewhere}}}, podSelector: {matchLabels: {app: ${name}}}}]}]` : ""}
`,
    () => `${clusterHead("policy.networking.k8s.io/v1alpha1", "AdminNetworkPolicy")}spec:
  priority: ${random.below(5)}
  subject: {namespaces: {matchLabels: {kubernetes.io/metadata.name: ${elsewhere}}}}
  egress: [{name: x, action: ${random.one(["Deny", "Allow"])}, to: [{namespaces: {}}]}]
`,
    () =>
      `${head("cilium.io/v2", "CiliumNetworkPolicy")}spec: {endpointSelector: {matchLabels: {app: ${name}}}}\n`,
    () => `${head("networking.k8s.io/v1", "Ingress")}spec:
  ingressClassName: ${random.one(["nginx", "alb", "azure-application-gateway"])}
  rules:
    - host: ${name}.example.com
      http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: ${other}, port: {number: 80}}}}]}
`,
    () => `${head("gateway.networking.k8s.io/v1", "HTTPRoute")}spec:
  parentRefs: [{name: ${other}}]
  rules: [{backendRefs: [{name: ${other}, namespace: ${elsewhere}, port: ${random.one(["80", "81"])}}]}]
`,
    () =>
      `${head("gateway.networking.k8s.io/v1", "Gateway")}spec: {gatewayClassName: ${random.one(["nginx", "azure-alb-external"])}, listeners: []}\n`,
    () =>
      `${head("gateway.networking.k8s.io/v1beta1", "ReferenceGrant")}spec: {from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: ${elsewhere}}], to: [{group: "", kind: Service}]}\n`,
    () =>
      `${head("v1", "ServiceAccount", random.chance(0.3) ? "  annotations: {eks.amazonaws.com/role-arn: 'arn:aws:iam::1:role/x'}\n" : "")}automountServiceAccountToken: ${random.chance(0.5)}\n`,
    () =>
      `${head("v1", "Secret")}type: ${random.one(["Opaque", "kubernetes.io/dockerconfigjson"])}\nstringData: {a: b}\n`,
    () => `${head("v1", "ConfigMap")}data: {${random.one(["a", "b"])}: b}\n`,
    () =>
      `${clusterHead("v1", "Namespace", random.one(["shop", "pay", "default"]))}  labels: {pod-security.kubernetes.io/enforce: ${random.one(["restricted", "baseline", "privileged"])}${random.chance(0.3) ? ", istio-injection: enabled" : ""}}\n`,
    () => `${head(`${RBAC}/v1`, "Role")}${rules()}`,
    () => `${clusterHead(`${RBAC}/v1`, "ClusterRole")}  labels: {sum: "yes"}\n${rules()}`,
    () =>
      `${clusterHead(`${RBAC}/v1`, "ClusterRole", "sum")}aggregationRule: {clusterRoleSelectors: [{matchLabels: {sum: "yes"}}]}\nrules: []\n`,
    () =>
      `${head(`${RBAC}/v1`, "RoleBinding")}roleRef: {apiGroup: ${RBAC}, kind: ${random.one(["Role", "ClusterRole"])}, name: ${random.one([...NAMES, "cluster-admin", "view", "sum"])}}\nsubjects: [${subject()}]\n`,
    () =>
      `${clusterHead(`${RBAC}/v1`, "ClusterRoleBinding")}roleRef: {apiGroup: ${RBAC}, kind: ClusterRole, name: ${random.one([...NAMES, "cluster-admin", "view", "sum"])}}\nsubjects: [${subject()}]\n`,
    () =>
      `${head("policy/v1", "PodDisruptionBudget")}spec: {minAvailable: ${random.below(3)}, selector: {matchLabels: {app: ${other}}}}\n`,
    () =>
      `${head("autoscaling/v2", "HorizontalPodAutoscaler")}spec: {maxReplicas: 5, minReplicas: 2, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: ${other}}, metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization}}}]}\n`,
    () =>
      `${head("v1", "PersistentVolumeClaim")}spec: {storageClassName: ${random.one(["fast", "slow"])}, accessModes: [ReadWriteOnce]}\n`,
    () => `${clusterHead("storage.k8s.io/v1", "StorageClass", random.one(["fast", "slow"]))}provisioner: x\n`,
    () => `${clusterHead("scheduling.k8s.io/v1", "PriorityClass", random.one(["urgent", "idle"]))}value: 1\n`,
    () =>
      `${head("v1", "ResourceQuota")}spec: {hard: {pods: "${random.below(4)}", requests.cpu: "1", services.loadbalancers: "0"}}\n`,
    () =>
      `${head("v1", "LimitRange")}spec: {limits: [{type: Container, max: {memory: ${64 + random.below(3)}Mi}}]}\n`,
    () =>
      `${head("external-secrets.io/v1", "ExternalSecret")}spec: {target: {name: ${other}}, data: [{secretKey: a}]}\n`,
    () =>
      `${head("secrets-store.csi.x-k8s.io/v1", "SecretProviderClass")}spec: {provider: aws, parameters: {objects: "- objectName: a\\n"}, secretObjects: [{secretName: ${other}, type: Opaque, data: [{key: ${random.one(["a", "b"])}, objectName: a}]}]}\n`,
    () =>
      `${head("monitoring.coreos.com/v1", "ServiceMonitor")}spec: {selector: {}, namespaceSelector: {matchNames: [${elsewhere}]}, endpoints: [{port: ${random.one(["http", "metrics"])}}]}\n`,
    () =>
      `${head("security.istio.io/v1", "AuthorizationPolicy")}spec: {selector: {matchLabels: {app: ${other}}}}\n`,
    () => `${head("postgresql.cnpg.io/v1", "Cluster")}spec: {}\n`,
    () => `${head("widgets.example.com/v1", "Widget")}spec: {}\n`,
    () => `${clusterHead("constraints.gatekeeper.sh/v1beta1", "K8sPSPPrivilegedContainer")}spec: {}\n`,
  ];
  /** Several manifests, each of which matters only beside the others. */
  const stories: (() => string)[] = [
    // An account that takes over the cluster, and one that may become it.
    () => `${clusterHead(`${RBAC}/v1`, "ClusterRoleBinding", `admin-${name}`)}roleRef: {apiGroup: ${RBAC}, kind: ClusterRole, name: cluster-admin}
subjects: [{kind: ServiceAccount, name: admin, namespace: ${elsewhere}}]
---
apiVersion: ${RBAC}/v1
kind: RoleBinding
metadata: {name: maker-${name}, namespace: ${elsewhere}}
roleRef: {apiGroup: ${RBAC}, kind: ClusterRole, name: ${random.one(["edit", "view"])}}
subjects: [{kind: ServiceAccount, name: maker, namespace: ${where || "default"}}]
---
${workload({ account: "maker" })}`,
    // A controller without a way to the API server.
    () => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: closed-${name}${inNamespace}}
spec: {podSelector: {}, policyTypes: [Egress]}
---
apiVersion: ${RBAC}/v1
kind: RoleBinding
metadata: {name: reader-${name}, namespace: ${random.one(NAMESPACES.slice(0, 2))}}
roleRef: {apiGroup: ${RBAC}, kind: ClusterRole, name: view}
subjects: [{kind: ServiceAccount, name: ${random.one(["reader", "other"])}, namespace: ${where || "default"}}]
---
${workload({ account: "reader" })}`,
    // A backend that admits only its own.
    () => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: own-${name}${inNamespace}}
spec: {podSelector: {}, policyTypes: [Ingress], ingress: [{from: [{podSelector: {matchLabels: {app: front}}}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: front${inNamespace}}
spec: {selector: {app: front}, ports: [{port: 80, targetPort: 8080}]}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: front${inNamespace}}
spec: {defaultBackend: {service: {name: front, port: {number: 80}}}}
---
${workload({ app: "front" })}`,
    () => workload({ account: "", kind: "DaemonSet", called: "aws-node" }),
    () => `apiVersion: v1
kind: ServiceAccount
metadata: {name: aws-node${inNamespace}}
---
${workload({ account: "aws-node", kind: "DaemonSet", called: "aws-node" })}`,
    () => `apiVersion: v1
kind: ServiceAccount
metadata: {name: azure${inNamespace}${random.chance(0.3) ? ", annotations: {azure.workload.identity/client-id: x}" : ""}}
---
${workload({ account: "azure", labels: ', azure.workload.identity/use: "true"' })}---
apiVersion: secrets-store.csi.x-k8s.io/v1
kind: SecretProviderClass
metadata: {name: vault${inNamespace}}
spec: {provider: azure, parameters: {keyvaultName: x}}
---
${workload({ account: "azure", volumes: "[{name: v, csi: {driver: secrets-store.csi.k8s.io, volumeAttributes: {secretProviderClass: vault}}}]" })}`,
    () => `${clusterHead("networking.k8s.io/v1", "IngressClass", random.one(["nginx", "other"]))}spec: {controller: x}
---
${clusterHead("gateway.networking.k8s.io/v1", "GatewayClass", random.one(["nginx", "other"]))}spec: {controllerName: x}\n`,
    () => workload({ labels: `, app.kubernetes.io/part-of: ${random.one(["one", "two"])}` }),
  ];
  return random.one(random.chance(0.85) ? makers : stories)();
}
