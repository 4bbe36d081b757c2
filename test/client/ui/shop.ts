/** A workload that is hardened, so that what shows is how the parts of the shop work together. */
function workload(name: string, port: number, account: string, env = ""): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  namespace: shop
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec:
      serviceAccountName: ${account}
      securityContext:
        runAsNonRoot: true
        seccompProfile: { type: RuntimeDefault }
      containers:
        - name: ${name}
          image: registry.example.com/shop/${name}:1.4.2
          ports: [{ name: main, containerPort: ${port} }]
${env}          readinessProbe: { tcpSocket: { port: main } }
          resources:
            requests: { cpu: 100m, memory: 128Mi }
            limits: { memory: 128Mi }
          securityContext:
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            capabilities: { drop: [ALL] }
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: ${account}, namespace: shop }
---
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: shop }
spec:
  selector: { app: ${name} }
  ports: [{ name: main, port: ${port}, targetPort: main }]
`;
}

const EDGE = `apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    pod-security.kubernetes.io/enforce: restricted
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
  namespace: shop
spec:
  ingressClassName: public
  tls: [{ hosts: [shop.example.com], secretName: shop-tls }]
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend: { service: { name: web, port: { name: main } } }
`;

const ACCESS = `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: reader
  namespace: shop
rules:
  - apiGroups: [""]
    resources: [secrets]
    verbs: [get]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: readers
  namespace: shop
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader }
subjects: [{ kind: ServiceAccount, name: web, namespace: shop }]
`;

const NETWORK = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: default-deny
  namespace: shop
spec:
  podSelector: {}
  policyTypes: [Ingress]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: api-to-db
  namespace: shop
spec:
  podSelector: { matchLabels: { app: db } }
  policyTypes: [Ingress, Egress]
  ingress:
    - from: [{ podSelector: { matchLabels: { app: api } } }]
      ports: [{ port: 5432 }]
`;

/** A value that a container is given. */
const env = (name: string, value: string) => `          env: [{ name: ${name}, value: "${value}" }]\n`;

/** An edge, a web front, an API and a database, whose web front is given a right that it does not need. */
export const SHOP: Readonly<Record<string, string>> = {
  "edge.yaml": EDGE,
  "web.yaml": workload("web", 8080, "web", env("API_URL", "http://api:9090")),
  "api.yaml": workload("api", 9090, "api", env("DATABASE_HOST", "db.shop.svc:5432")),
  "db.yaml": workload("db", 5432, "db"),
  "access.yaml": ACCESS,
  "network.yaml": NETWORK,
};

/** The same without policies: what there should be is to be worked out. */
export const OPEN_SHOP: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(SHOP).filter(([name]) => name !== "network.yaml"),
);

/** Two environments of one workload: production asks for more. */
export const ENVIRONMENTS: Readonly<Record<string, string>> = {
  ".rampart.yaml": `environments:
  dev: { paths: ["dev/**"], profile: dev }
  prod: { paths: ["prod/**"] }
`,
  "dev/api.yaml": workload("api", 9090, "api").replace("spec:\n", "spec:\n  replicas: 1\n"),
  "prod/api.yaml": workload("api", 9090, "api").replace("spec:\n", "spec:\n  replicas: 3\n"),
};
