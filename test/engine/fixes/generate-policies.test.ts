import { describe, expect, it } from "vitest";
import { generatePolicies } from "../../../engine/fixes/generate-policies";
import { extractFact } from "../../../engine/inventory/extract-fact";
import { createInventory, type Inventory } from "../../../engine/inventory/inventory";
import type { JsonObject } from "../../../engine/json";
import { stringAt } from "../../../engine/kubernetes/fields";
import { resourcesOf } from "../../../engine/kubernetes/resource";
import { clusterDnsOf } from "../../../engine/network/cluster-dns";
import { reaches } from "../../../engine/network/reaches";
import { resolvesDns } from "../../../engine/network/resolves-dns";
import { inventoryOf } from "../references/world";

const workload = (
  name: string,
  namespace: string,
  port: number,
  env = "[]",
  extra = "",
) => `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec:
      ${extra}
      containers: [{ name: app, image: "r.example/${name}:1", ports: [{ name: http, containerPort: ${port} }], env: ${env} }]
`;
const service = (name: string, namespace: string, port: number, target: string | number, extra = "") =>
  `apiVersion: v1\nkind: Service\nmetadata: { name: ${name}, namespace: ${namespace}, labels: { app: ${name} } }\nspec: { selector: { app: ${name} }, ports: [{ name: web, port: ${port}, targetPort: ${target} }]${extra} }\n`;

const SHOP = [
  workload("web", "shop", 8080, '[{ name: API_URL, value: "http://api:80" }]'),
  workload(
    "api",
    "shop",
    9090,
    '[{ name: DATABASE_URL, value: "postgres://app:hunter2@db.data.svc:5432/shop" }, { name: PAYMENT_URL, value: "https://api.pay.example" }]',
    "serviceAccountName: api",
  ),
  workload(
    "worker",
    "shop",
    7000,
    "[{ name: SETTINGS, valueFrom: { configMapKeyRef: { name: settings, key: queue } } }]",
  ),
  workload("lonely", "shop", 7001),
  workload("db", "data", 5432),
  workload("prometheus", "monitoring", 9000),
  service("web", "shop", 80, "http"),
  service("api", "shop", 80, 9090),
  service("db", "data", 5432, "http"),
  "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings, namespace: shop }\ndata: { queue: 'amqp://10.1.2.3:5672', cache_host: redis.example.com }\n",
  "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: shop, namespace: shop }\nspec: { rules: [{ host: a.example, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] } }] }\n",
  "apiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\nmetadata: { name: api, namespace: monitoring }\nspec: { namespaceSelector: { any: true }, selector: { matchLabels: { app: api } }, endpoints: [{ port: web }] }\n",
  "apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata: { name: api, namespace: shop }\nroleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view }\nsubjects: [{ kind: ServiceAccount, name: api }]\n",
].join("---\n");

const dns = clusterDnsOf("kube-dns");
const before = inventoryOf(SHOP);
const { policies, unknown } = generatePolicies(before, { namespace: "shop", written: "shop" }, dns);

function withPolicies(objects: readonly JsonObject[]): Inventory {
  const facts = objects.flatMap((object, document) =>
    resourcesOf(object).map((resource) => ({
      ...extractFact(resource),
      source: { file: "policies.yaml", document, base: [] },
    })),
  );
  return createInventory("", true, [...before.facts, ...facts]);
}

const after = withPolicies(policies.map(({ object }) => object));
const end = (text: string) => {
  const [namespace = "", pod] = text.split("/");
  return pod === undefined ? { ip: namespace } : { namespace, pod };
};
const ask = (from: string, to: string, port: number) =>
  reaches(after, { from: end(from), to: end(to), port, protocol: "TCP" }).answer;

describe("generated policies", () => {
  it.each([
    ["shop/web", "shop/api", 9090],
    ["shop/api", "data/db", 5432],
    ["shop/api", "203.0.113.7", 443],
    ["shop/api", "198.51.100.1", 6443],
    ["shop/worker", "10.1.2.3", 5672],
    ["monitoring/prometheus", "shop/api", 9090],
    ["203.0.113.9", "shop/web", 8080],
  ])("let %s reach %s on %i, which is evidenced", (from, to, port) => {
    expect(ask(from, to, port)).toBe("allowed");
  });

  it.each([
    ["shop/web", "data/db", 5432],
    ["shop/lonely", "shop/api", 9090],
    ["data/db", "shop/web", 8081],
    ["shop/api", "169.254.169.254", 443],
    ["shop/worker", "203.0.113.7", 443],
    ["monitoring/prometheus", "shop/worker", 7000],
  ])("keep %s from %s on %i, which is not", (from, to, port) => {
    expect(ask(from, to, port)).toBe("denied");
  });

  it("let every pod of the namespace resolve names", () => {
    for (const pod of ["web", "api", "worker", "lonely"])
      for (const protocol of ["UDP", "TCP"] as const)
        expect(
          resolvesDns(after, { from: { namespace: "shop", pod }, protocol, clusterDns: "kube-dns" }).answer,
        ).toBe("allowed");
  });

  it("put the allows before the deny, and DNS first", () => {
    expect(policies.map(({ object }) => stringAt(object, "metadata", "name"))).toEqual([
      "allow-dns-egress",
      "allow-to-web",
      "allow-to-api",
      "allow-from-web",
      "allow-from-api",
      "allow-from-worker",
      "default-deny-all",
    ]);
  });

  it("cite what each rule rests on, and no value", () => {
    const api = policies.find(({ object }) => stringAt(object, "metadata", "name") === "allow-from-api");
    expect(api?.evidence).toEqual([
      "egress 1: DATABASE_URL of Deployment api names db.data.svc:5432",
      "egress 2: PAYMENT_URL of Deployment api names api.pay.example:443; RoleBinding api gives its account rights at the API server",
      "egress 3: RoleBinding api gives its account rights at the API server",
    ]);
    expect(stringAt(api?.object, "metadata", "annotations", "kube-rampart/evidence")).toBe(
      api?.evidence.join("\n"),
    );
    expect(JSON.stringify([policies, unknown])).not.toContain("hunter2");
  });

  it("list what no policy can name, and workloads of which nothing is known", () => {
    expect(unknown).toEqual([
      "worker: cache_host of ConfigMap settings names redis.example.com, which no policy can name",
      "lonely: nothing in the manifests tells what it connects to",
    ]);
  });

  it("are none for a namespace without pods, and no second deny where there is one", () => {
    expect(generatePolicies(before, { namespace: "empty", written: "empty" }, dns)).toEqual({
      policies: [],
      unknown: [],
    });
    const again = generatePolicies(after, { namespace: "shop", written: undefined }, dns).policies;
    expect(again.map(({ object }) => stringAt(object, "metadata", "name"))).not.toContain(
      "default-deny-all-2",
    );
    expect(again.every(({ object }) => stringAt(object, "metadata", "namespace") === undefined)).toBe(true);
  });
});
