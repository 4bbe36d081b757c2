import { describe, expect, test } from "vitest";
import { ruleById } from "../../../engine/rules/registry";
import { judge } from "../judge";

/** A workload as it should be: nothing more is asked of it, whatever is known of its surroundings. */
const WORKLOAD = `apiVersion: v1
kind: ServiceAccount
metadata:
  name: api
  namespace: shop
automountServiceAccountToken: false
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
  namespace: shop
spec:
  replicas: 2
  selector:
    matchLabels:
      app.kubernetes.io/name: api
  template:
    metadata:
      labels:
        app.kubernetes.io/name: api
    spec:
      serviceAccountName: api
      automountServiceAccountToken: false
      securityContext:
        runAsNonRoot: true
        seccompProfile:
          type: RuntimeDefault
      containers:
        - name: api
          image: registry.example/shop/api:1.8.2
          ports:
            - name: http
              containerPort: 8080
          readinessProbe:
            httpGet:
              path: /ready
              port: http
          securityContext:
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            capabilities:
              drop:
                - ALL
          resources:
            requests:
              cpu: 100m
              memory: 128Mi
            limits:
              memory: 256Mi
          volumeMounts:
            - name: tmp
              mountPath: /tmp
      volumes:
        - name: tmp
          emptyDir:
            sizeLimit: 64Mi
`;

const SERVICE = `---
apiVersion: v1
kind: Service
metadata:
  name: api
  namespace: shop
spec:
  selector:
    app.kubernetes.io/name: api
  ports:
    - name: http
      port: 80
      targetPort: http
`;

const POLICIES = `---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: default-deny
  namespace: shop
spec:
  podSelector: {}
  policyTypes:
    - Ingress
    - Egress
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: allow-dns
  namespace: shop
spec:
  podSelector: {}
  policyTypes:
    - Egress
  egress:
    - to:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: kube-system
          podSelector:
            matchLabels:
              k8s-app: kube-dns
      ports:
        - protocol: UDP
          port: 53
        - protocol: TCP
          port: 53
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: allow-gateway
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app.kubernetes.io/name: api
  policyTypes:
    - Ingress
  ingress:
    - from:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: gateway
          podSelector:
            matchLabels:
              app.kubernetes.io/name: gateway
      ports:
        - protocol: TCP
          port: http
`;

const NAMESPACE = `---
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    pod-security.kubernetes.io/enforce: restricted
    pod-security.kubernetes.io/enforce-version: latest
---
apiVersion: v1
kind: ResourceQuota
metadata:
  name: quota
  namespace: shop
spec:
  hard:
    requests.cpu: "4"
    requests.memory: 8Gi
    limits.memory: 16Gi
    pods: "20"
`;

/** What is found by the rules that are on by default. */
function findings(text: string, closed: boolean): string[] {
  return judge(undefined, text, { closed })
    .filter(({ rule }) => !ruleById(rule)?.opinion)
    .map(({ rule, message }) => `${rule}: ${message}`);
}

describe("the manifest that prints nothing", () => {
  test.each([
    ["the workload alone", WORKLOAD],
    ["with its Service", WORKLOAD + SERVICE],
    ["with its policies", WORKLOAD + SERVICE + POLICIES],
    ["with its namespace", WORKLOAD + SERVICE + POLICIES + NAMESPACE],
  ])("%s, among files that may not be all", (_, text) => {
    expect(findings(text, false)).toEqual([]);
  });

  test("all of it, where nothing else will be deployed", () => {
    expect(findings(WORKLOAD + SERVICE + POLICIES + NAMESPACE, true)).toEqual([]);
  });

  test.each([26, 30, 33, 37])("at Kubernetes 1.%d", (kubernetesVersion) => {
    const text = WORKLOAD + SERVICE + POLICIES + NAMESPACE;
    const found = judge(undefined, text, { kubernetesVersion, closed: true });
    expect(found.filter(({ rule }) => !ruleById(rule)?.opinion).map(({ rule }) => rule)).toEqual([]);
  });

  test("one hardening less is one finding", () => {
    const without = (line: RegExp) =>
      findings(WORKLOAD.replace(line, ""), false).map((each) => each.split(":")[0]);
    expect(without(/ {8}runAsNonRoot: true\n/)).toEqual(["workload/run-as-non-root"]);
    expect(without(/ {12}allowPrivilegeEscalation: false\n/)).toEqual(["workload/privilege-escalation"]);
    expect(without(/ {12}readOnlyRootFilesystem: true\n/)).toEqual(["workload/read-only-root-filesystem"]);
    expect(without(/ {12}capabilities:\n.*\n.*\n/)).toEqual(["workload/drop-all-capabilities"]);
    expect(without(/ {8}seccompProfile:\n.*\n/)).toEqual(["workload/seccomp-profile"]);
    expect(without(/ {12}limits:\n.*\n/)).toEqual(["resources/memory-limit"]);
    expect(without(/:1\.8\.2/)).toEqual(["image/latest-tag"]);
  });
});
