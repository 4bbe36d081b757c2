/** A value that stands in every place where manifests keep secrets, and must come out nowhere. */
export const CANARY = "hunter2x7F3a9cCanary";
/** The same as a Secret's `data` holds it. */
const ENCODED = Buffer.from(CANARY).toString("base64");

const WORKLOAD = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
  namespace: shop
  annotations:
    example.com/db-password: ${CANARY}
    kubectl.kubernetes.io/last-applied-configuration: '{"kind":"Secret","stringData":{"password":"${CANARY}"}}'
spec:
  selector: {matchLabels: {app: api}}
  template:
    metadata:
      labels: {app: api}
    spec:
      initContainers:
        - name: migrate
          image: registry.example/migrate:latest
          command: [sh, -c, "export DB_PASSWORD=${CANARY}; psql postgres://admin:${CANARY}@db/shop"]
      containers:
        - name: api
          image: registry.example/api:latest
          command: [api, --password, ${CANARY}]
          args: ["--db-password=${CANARY}", "--port=80"]
          env:
            - name: DB_PASSWORD
              value: ${CANARY}
            - name: DATABASE_URL
              value: postgres://admin:${CANARY}@db.shop:5432/shop
            - {name: API_KEY, value: ${CANARY}}
          livenessProbe:
            httpGet:
              path: /healthz?access_token=${CANARY}
              port: 8080
              httpHeaders:
                - name: Authorization
                  value: Bearer ${CANARY}
          lifecycle:
            postStart:
              exec: {command: [curl, -H, "Authorization: Bearer ${CANARY}", "http://db"]}
`;

const CONFIGURATION = `apiVersion: v1
kind: Secret
metadata: {name: db, namespace: shop}
data:
  colour: ${ENCODED}
stringData:
  shape: ${CANARY}
---
apiVersion: v1
kind: Secret
metadata: {name: pull, namespace: shop}
type: kubernetes.io/dockerconfigjson
stringData:
  .dockerconfigjson: '{"auths":{"registry.example":{"auth":"${ENCODED}","password":"${CANARY}"}}}'
---
apiVersion: v1
kind: ConfigMap
metadata: {name: db, namespace: shop}
data:
  DB_PASSWORD: ${CANARY}
  app.properties: |
    password=${CANARY}
    url=jdbc:postgresql://db/shop?password=${CANARY}
  config.yaml: |
    database:
      password: ${CANARY}
  nginx.conf: |
    proxy_set_header Authorization "Bearer ${CANARY}";
---
apiVersion: apiserver.config.k8s.io/v1
kind: EncryptionConfiguration
resources:
  - resources: [secrets]
    providers:
      - aescbc: {keys: [{name: first, secret: ${ENCODED}}]}
---
apiVersion: v1
kind: Config
users:
  - name: admin
    user: {token: ${CANARY}, password: ${CANARY}}
clusters: []
contexts: []
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata: {name: hook}
webhooks:
  - name: hook.example.com
    failurePolicy: Ignore
    clientConfig: {url: "https://admin:${CANARY}@hook.example.com/x?token=${CANARY}"}
    rules: [{apiGroups: ["*"], apiVersions: ["*"], operations: ["*"], resources: [pods]}]
    sideEffects: None
    admissionReviewVersions: [v1]
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  namespace: shop
  annotations:
    nginx.ingress.kubernetes.io/auth-url: https://admin:${CANARY}@auth.example.com/
    nginx.ingress.kubernetes.io/configuration-snippet: |
      proxy_set_header Authorization "Bearer ${CANARY}";
spec:
  rules: [{host: web.example.com, http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}]}}]
---
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: shop, namespace: shop}
spec:
  values: {db: {password: ${CANARY}}}
`;

/** Two environments, a kustomization, files that cannot be read: the canary is in each of them. */
export const CANARY_FILES: Readonly<Record<string, string>> = {
  ".rampart.yaml":
    'environments:\n  dev: {paths: ["dev/**"], profile: dev}\n  prod: {paths: ["prod/**"], profile: strict}\n',
  "dev/workload.yaml": WORKLOAD,
  "dev/configuration.yaml": CONFIGURATION,
  "prod/workload.yaml": WORKLOAD.replaceAll(":latest", ":1.0.0"),
  "prod/configuration.yaml": CONFIGURATION,
  "prod/kustomization.yaml": `resources: [workload.yaml, configuration.yaml]
secretGenerator:
  - name: generated
    literals: [password=${CANARY}]
configMapGenerator:
  - name: settings
    literals:
      - DB_PASSWORD=${CANARY}
    envs: [.env]
`,
  "prod/.env": `DB_PASSWORD=${CANARY}\n`,
  "prod/broken.yaml": `apiVersion: v1\nkind: Secret\nstringData:\n  a: ${CANARY}\n  a: ${CANARY}\n bad: [${CANARY}\n`,
  "prod/template.yaml": `apiVersion: v1\nkind: Secret\nmetadata: {name: {{ .Values.name }}}\nstringData: {password: ${CANARY}}\n`,
};

/** What of the canary a text holds: the lines, shortened, for the failure to say where. */
export function leaksIn(text: string): string[] {
  return text
    .split("\n")
    .filter((line) => line.includes(CANARY) || line.includes(ENCODED))
    .map((line) => line.trim().slice(0, 160));
}
