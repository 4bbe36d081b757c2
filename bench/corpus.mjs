// A seeded corpus of manifests, realistic in shape: applications of a Deployment, Service, ConfigMap, Role and
// RoleBinding each, one file an application. Three in ten are hardened; each of the others lacks about half of what a
// container should say. That makes about two findings of medium or higher a Deployment.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A small seeded generator of numbers in [0, 1): mulberry32. */
export function createRandom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const TEAMS = ["shop", "payments", "search", "media", "identity", "reports", "logistics", "support"];
const PARTS = ["api", "web", "worker", "gateway", "indexer", "scheduler", "mailer", "cache"];

/** The five manifests of one application, as one YAML text. */
export function application(index, random) {
  const pick = (list) => list[Math.floor(random() * list.length)];
  const team = pick(TEAMS);
  const name = `${pick(PARTS)}-${index}`;
  const hardened = random() < 0.3;
  const has = () => hardened || random() < 0.57;
  const containers = Array.from({ length: random() < 0.2 ? 2 : 1 }, (_, at) =>
    container(at === 0 ? name : `${name}-sidecar`, has, random),
  );
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  namespace: ${team}
  labels:
    app.kubernetes.io/name: ${name}
    app.kubernetes.io/part-of: ${team}
  annotations:
    example.com/owner: team-${team}
    example.com/runbook: https://runbooks.example/${team}/${name}
spec:
  replicas: ${1 + Math.floor(random() * 4)}
  selector:
    matchLabels:
      app.kubernetes.io/name: ${name}
  template:
    metadata:
      labels:
        app.kubernetes.io/name: ${name}
        app.kubernetes.io/part-of: ${team}
      annotations:
        prometheus.io/scrape: "true"
        prometheus.io/port: "8080"
    spec:
      serviceAccountName: ${name}
      automountServiceAccountToken: ${hardened ? "false" : "true"}
      terminationGracePeriodSeconds: 30
${podSecurity(has)}      containers:
${containers.join("")}      volumes:
        - name: tmp
          emptyDir: {}
---
apiVersion: v1
kind: Service
metadata:
  name: ${name}
  namespace: ${team}
spec:
  type: ${random() < 0.05 ? "LoadBalancer" : "ClusterIP"}
  selector:
    app.kubernetes.io/name: ${name}
  ports:
    - name: http
      port: 80
      targetPort: http
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: ${name}
  namespace: ${team}
data:
  LOG_LEVEL: info
  FEATURE_FLAGS: "checkout,search-v2"
  application.properties: |
    server.port=8080
    management.endpoints.enabled=true
    cache.ttl=${Math.floor(random() * 600)}s
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: ${name}
  namespace: ${team}
rules:
  - apiGroups: [""]
    resources: ["configmaps"${random() < 0.2 ? ', "secrets"' : ""}]
    verbs: ["get", "list", "watch"]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: ${name}
  namespace: ${team}
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: ${name}
subjects:
  - kind: ServiceAccount
    name: ${name}
    namespace: ${team}
`;
}

function podSecurity(has) {
  const lines = [
    has() ? "        runAsNonRoot: true\n" : "",
    has() ? "        seccompProfile:\n          type: RuntimeDefault\n" : "",
  ].join("");
  return lines === "" ? "" : `      securityContext:\n${lines}`;
}

function container(name, has, random) {
  const security = [
    has() ? "            allowPrivilegeEscalation: false\n" : "",
    has() ? "            readOnlyRootFilesystem: true\n" : "",
    has() ? "            capabilities:\n              drop:\n                - ALL\n" : "",
  ].join("");
  return `        - name: ${name}
          image: registry.example/${name}:${1 + Math.floor(random() * 9)}.${Math.floor(random() * 20)}.0
          imagePullPolicy: IfNotPresent
          args:
            - --listen=:8080
            - --log-format=json
          ports:
            - name: http
              containerPort: 8080
          env:
            - name: LOG_LEVEL
              valueFrom:
                configMapKeyRef:
                  name: ${name}
                  key: LOG_LEVEL
            - name: POD_NAME
              valueFrom:
                fieldRef:
                  fieldPath: metadata.name
${security === "" ? "" : `          securityContext:\n${security}`}          resources:
            requests:
              cpu: 100m
              memory: 128Mi
            limits:
              memory: 256Mi
          readinessProbe:
            httpGet:
              path: /ready
              port: http
          livenessProbe:
            httpGet:
              path: /live
              port: http
            initialDelaySeconds: 15
          volumeMounts:
            - name: tmp
              mountPath: /tmp
`;
}

/** Writes a corpus of `manifests` manifests (five a file) into a folder, a hundred files a subfolder. Returns its size in bytes. */
export function writeCorpus(folder, manifests, seed = 1) {
  const random = createRandom(seed);
  let bytes = 0;
  for (let index = 0; index * 5 < manifests; index++) {
    const sub = join(folder, `part-${String(Math.floor(index / 100)).padStart(4, "0")}`);
    mkdirSync(sub, { recursive: true });
    const text = application(index, random);
    bytes += Buffer.byteLength(text);
    writeFileSync(join(sub, `app-${String(index).padStart(6, "0")}.yaml`), text);
  }
  return bytes;
}
