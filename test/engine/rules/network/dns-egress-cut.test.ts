import { expect, test } from "vitest";
import { stringify } from "yaml";
import { judge } from "../../judge";

const ID = "network/dns-egress-cut";

const policy = (name: string, spec: object, namespace = "shop") =>
  stringify({
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name, namespace },
    spec,
  });

const deployment = (name: string, podSpec: object = {}) =>
  stringify({
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name, namespace: "shop" },
    spec: {
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: { containers: [{ name, image: `registry.example/${name}:1.0.0` }], ...podSpec },
      },
    },
  });

const file = (...documents: string[]) => documents.join("---\n");

const denyEgress = policy("deny", { podSelector: {}, policyTypes: ["Egress"] });

const allowDns = (extra: object = {}) =>
  policy("dns", {
    podSelector: {},
    policyTypes: ["Egress"],
    egress: [
      {
        to: [
          {
            namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } },
            podSelector: { matchLabels: { "k8s-app": "kube-dns" } },
          },
        ],
        ports: [
          { protocol: "UDP", port: 53 },
          { protocol: "TCP", port: 53 },
        ],
        ...extra,
      },
    ],
  });

test("names the workloads and points at the word that isolates them", () => {
  expect(judge(ID, file(denyEgress, deployment("web"), deployment("api")))).toMatchObject([
    {
      path: ["spec", "policyTypes", 0],
      range: "9:7-9:13",
      text: "Egress",
      severity: "high",
      message:
        "cuts DNS for 2 workloads (Deployment shop/api, Deployment shop/web): no policy allows egress to the cluster's DNS (kube-dns in kube-system)",
    },
  ]);
});

test("the fix adds a policy after which nothing is found", () => {
  const text = file(denyEgress, deployment("api"));
  const fix = judge(ID, text)[0]?.finding.fixes[0];
  expect(fix).toMatchObject({ title: "Allow DNS egress in namespace shop", safety: "safe", changes: [] });
  expect(fix?.documents).toMatchObject([
    {
      kind: "NetworkPolicy",
      metadata: { name: "allow-dns-egress", namespace: "shop" },
      spec: { podSelector: {} },
    },
  ]);
  const fixed = file(text, ...(fix?.documents ?? []).map((document) => stringify(document)));
  expect(judge(ID, fixed)).toEqual([]);
});

test("the fix of a narrow policy selects the same pods, so that it isolates no other", () => {
  const narrow = policy("api-to-db", {
    podSelector: { matchLabels: { app: "api" } },
    egress: [{ to: [{ podSelector: { matchLabels: { app: "db" } } }] }],
  });
  const [found] = judge(ID, file(narrow, deployment("api"), deployment("web")));
  expect(found).toMatchObject({ path: ["spec", "egress"], text: "egress" });
  expect(found?.finding.fixes[0]?.documents).toMatchObject([
    {
      metadata: { name: "api-to-db-dns-egress" },
      spec: { podSelector: { matchLabels: { app: "api" } } },
    },
  ]);
});

test("a default deny without pods in sight is a medium finding", () => {
  expect(judge(ID, denyEgress)).toMatchObject([{ severity: "medium", path: ["spec", "policyTypes", 0] }]);
});

test.each<[string, string]>([
  ["another policy allows DNS", file(denyEgress, allowDns(), deployment("api"))],
  ["only ingress is isolated", file(policy("in", { podSelector: {} }), deployment("api"))],
  [
    "the pods are of another namespace",
    file(
      policy("deny", { podSelector: { matchLabels: { app: "x" } }, policyTypes: ["Egress"] }),
      deployment("api"),
    ),
  ],
  [
    "everything is allowed",
    file(policy("all", { podSelector: {}, policyTypes: ["Egress"], egress: [{}] }), deployment("api")),
  ],
  [
    "port 53 is there over TCP alone, which is reported at the port",
    file(denyEgress, allowDns({ ports: [{ port: 53 }] }), deployment("api")),
  ],
  ["the pod asks its node's resolver", file(denyEgress, deployment("api", { dnsPolicy: "Default" }))],
  [
    "egress: [] without policyTypes isolates nothing",
    file(policy("none", { podSelector: {}, egress: [] }), deployment("api")),
  ],
])("quiet where %s", (_case, text) => {
  expect(judge(ID, text)).toEqual([]);
});

test("a resolver of the pod's own is judged by its address", () => {
  const own = deployment("api", { dnsPolicy: "None", dnsConfig: { nameservers: ["10.1.2.3"] } });
  const toResolver = policy("resolver", {
    podSelector: {},
    policyTypes: ["Egress"],
    egress: [{ to: [{ ipBlock: { cidr: "10.1.2.3/32" } }], ports: [{ protocol: "UDP", port: 53 }] }],
  });
  expect(judge(ID, file(denyEgress, allowDns(), own))).toMatchObject([{ path: ["spec", "policyTypes", 0] }]);
  expect(judge(ID, file(denyEgress, toResolver, own))).toEqual([]);
});

test.each([
  ["nodelocal", "169.254.20.10/32", 53],
  ["aks-localdns", "169.254.10.11/32", 53],
  ["gke-clouddns", "169.254.169.254/32", 53],
])("preset %s needs egress to %s", (clusterDns, cidr, port) => {
  const toCache = policy("cache", {
    podSelector: {},
    policyTypes: ["Egress"],
    egress: [
      {
        to: [{ ipBlock: { cidr } }],
        ports: [
          { protocol: "UDP", port },
          { protocol: "TCP", port },
        ],
      },
    ],
  });
  const options = { clusterDns };
  expect(judge(ID, file(denyEgress, allowDns(), deployment("api")), options)).toHaveLength(1);
  expect(judge(ID, file(denyEgress, toCache, deployment("api")), options)).toEqual([]);
  const fix = judge(ID, file(denyEgress, deployment("api")), options)[0]?.finding.fixes[0];
  const fixed = file(denyEgress, deployment("api"), ...(fix?.documents ?? []).map((each) => stringify(each)));
  expect(judge(ID, fixed, options)).toEqual([]);
});

test("preset openshift listens on 5353 in openshift-dns", () => {
  const [found] = judge(ID, file(denyEgress, deployment("api")), { clusterDns: "openshift" });
  expect(found?.finding.fixes[0]?.documents).toMatchObject([
    { spec: { egress: [{ ports: [{ port: 5353 }, { port: 5353 }] }] } },
  ]);
});

test("a policy of the DNS pods that refuses is reported itself", () => {
  const closed = policy("closed", { podSelector: {}, policyTypes: ["Ingress"] }, "kube-system");
  expect(judge(ID, file(closed, deployment("api")))).toMatchObject([
    {
      path: ["spec", "podSelector"],
      text: "podSelector",
      message:
        "the DNS pods refuse 1 workload (Deployment shop/api): this policy admits none of them on port 53",
    },
  ]);
  const open = policy(
    "open",
    { podSelector: {}, ingress: [{ from: [{ namespaceSelector: {} }] }] },
    "kube-system",
  );
  expect(judge(ID, file(closed, open, deployment("api")))).toEqual([]);
});

test("a denial by an admin policy is laid at its own door", () => {
  const admin = stringify({
    apiVersion: "policy.networking.k8s.io/v1alpha1",
    kind: "AdminNetworkPolicy",
    metadata: { name: "no-dns" },
    spec: {
      priority: 1,
      subject: { namespaces: {} },
      egress: [{ action: "Deny", to: [{ namespaces: {} }] }],
    },
  });
  const found = judge(ID, file(admin, denyEgress, allowDns(), deployment("api")));
  expect(found).toMatchObject([
    {
      path: ["spec", "egress"],
      text: "egress",
      message: "denies DNS to 1 workload (Deployment shop/api), whatever NetworkPolicies allow",
    },
  ]);
  expect(found[0]?.finding.resource.name).toBe("no-dns");
});
