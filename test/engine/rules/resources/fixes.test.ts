import { expect, test } from "vitest";
import { judge } from "../../judge";
import { workload } from "../../workload-manifest";

const container = ["spec", "template", "spec", "containers", 0];
const set = (path: readonly (string | number)[], value: unknown) => ({ op: "set", path, value });
const served =
  "ports: [{ name: dns, protocol: UDP, containerPort: 53 }, { name: http, containerPort: 8080 }]";
const job = (spec: string) =>
  `apiVersion: batch/v1\nkind: Job\nmetadata: { name: x }\nspec: { ${spec}template: { spec: { containers: [] } } }\n`;
const service =
  "apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { selector: { app: web }, ports: [{ port: 80 }] }\n---\n";

test.each([
  [
    "resources/liveness-probe",
    workload({ container: served }),
    "harden",
    set([...container, "livenessProbe"], { tcpSocket: { port: "http" } }),
  ],
  [
    "resources/liveness-probe",
    workload({ container: "ports: [{ containerPort: 9090 }]" }),
    "harden",
    set([...container, "livenessProbe"], { tcpSocket: { port: 9090 } }),
  ],
  [
    "resources/liveness-probe",
    workload(),
    "input",
    set([...container, "livenessProbe"], { httpGet: { path: "/healthz", port: 8080 } }),
  ],
  [
    "resources/readiness-probe",
    service + workload({ container: served }),
    "harden",
    set([...container, "readinessProbe"], { tcpSocket: { port: "http" } }),
  ],
  ["resources/replicas", workload({ spec: "replicas: 1" }), "harden", set(["spec", "replicas"], 2)],
  ["resources/cpu-limit", workload(), "input", set([...container, "resources", "limits", "cpu"], "500m")],
  [
    "resources/memory-request-equals-limit",
    workload({ container: "resources: { requests: { memory: 64Mi }, limits: { memory: 128Mi } }" }),
    "harden",
    set([...container, "resources", "requests", "memory"], "128Mi"),
  ],
  [
    "resources/priority-class",
    workload(),
    "input",
    set(["spec", "template", "spec", "priorityClassName"], "default"),
  ],
  [
    "resources/ephemeral-storage",
    workload(),
    "input",
    set([...container, "resources", "limits", "ephemeral-storage"], "1Gi"),
  ],
  ["resources/job-ttl", job(""), "harden", set(["spec", "ttlSecondsAfterFinished"], 86_400)],
  ["resources/job-deadline", job(""), "input", set(["spec", "activeDeadlineSeconds"], 3600)],
  [
    "resources/hpa-min-replicas",
    "apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: { name: x }\nspec: { minReplicas: 1 }\n",
    "harden",
    set(["spec", "minReplicas"], 2),
  ],
])("%s: %#", (rule, text, safety, change) => {
  expect(judge(rule, text)[0]?.finding.fixes).toMatchObject([{ safety, changes: [change] }]);
});

test("a quota is added to the namespace, its numbers are the author's", () => {
  const namespace = "apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n";
  const [found] = judge("resources/namespace-quota", namespace, { closed: true });
  expect(found?.finding.fixes).toMatchObject([
    {
      safety: "input",
      changes: [],
      documents: [{ kind: "ResourceQuota", metadata: { name: "quota", namespace: "shop" } }],
    },
  ]);
});
