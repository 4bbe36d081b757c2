import { describe, expect, test } from "vitest";
import { inTurns, type Steps } from "../../cluster/posture/in-turns";
import { managedBy } from "../../cluster/posture/managed";
import { type SurveySource, surveyCluster } from "../../cluster/posture/survey";
import defaultRbac from "../../engine/access/default-rbac.json";
import type { JsonObject } from "../../engine/json";
import { createPolicy } from "../../engine/policy/policy";
import { analyzeLive } from "./analyze-live";
import { deployment, pod } from "./live-objects";

const policy = createPolicy({}, { profile: "prod" });
const namespace = (name: string, labels: JsonObject = {}): JsonObject => ({
  apiVersion: "v1",
  kind: "Namespace",
  metadata: { name, labels },
});
const findings = (objects: JsonObject[], complete = true) =>
  analyzeLive("test", objects, policy, complete).findings.map(({ finding, managedBy: manager }) => ({
    rule: finding.rule,
    resource: `${finding.resource.kind} ${finding.resource.namespace ?? ""}/${finding.resource.name}`,
    path: finding.path,
    ...(manager === undefined ? {} : { managedBy: manager }),
  }));

describe("rules over live objects", () => {
  test("judge the owner, not each of its pods", () => {
    const privileged = { securityContext: { privileged: true } };
    const objects = [
      ...deployment("api", { containers: [{ name: "api", image: "r.example.com/a:1", ...privileged }] }),
      pod("api", { phase: "Running" }, {}, { container: privileged }),
    ];
    const found = findings(objects).filter(({ rule }) => rule === "workload/privileged");
    expect(found).toEqual([
      {
        rule: "workload/privileged",
        resource: "Deployment shop/api",
        path: ["spec", "template", "spec", "containers", 0, "securityContext", "privileged"],
      },
    ]);
  });

  test("take Secrets that something names for present, since they are never listed", () => {
    const env = [{ name: "P", valueFrom: { secretKeyRef: { name: "db", key: "p" } } }];
    const settings = [{ name: "Q", valueFrom: { configMapKeyRef: { name: "gone", key: "p" } } }];
    const spec = (more: JsonObject[]) => ({
      containers: [{ name: "api", image: "r.example.com/a:1", env: more }],
      imagePullSecrets: [{ name: "regcred" }],
    });
    const rules = (more: JsonObject[], complete = true) =>
      findings([namespace("shop"), ...deployment("api", spec(more))], complete)
        .map(({ rule }) => rule)
        .filter((rule) => rule === "secrets/missing-reference" || rule === "image/pull-secret");
    expect(rules(env)).toEqual([]);
    expect(rules(settings)).toEqual(["secrets/missing-reference"]);
    expect(rules(settings, false)).toEqual([]);
  });

  test("miss a Secret that is not there, where the names of Secrets were listed", () => {
    const env = ["db", "gone"].map((name) => ({
      name,
      valueFrom: { secretKeyRef: { name, key: "p" } },
    }));
    const spec = { containers: [{ name: "api", image: "r.example.com/a:1", env }] };
    const listed = [{ namespace: "shop", name: "db", type: "Opaque" }];
    const { findings: found } = analyzeLive(
      "test",
      [namespace("shop"), ...deployment("api", spec)],
      policy,
      true,
      listed,
    );
    expect(
      found.flatMap(({ finding }) => (finding.rule === "secrets/missing-reference" ? [finding.message] : [])),
    ).toEqual([expect.stringContaining('Secret "gone" does not exist')]);
  });

  test("say nothing of the default roles, but of somebody added to a default binding", () => {
    const items = defaultRbac.items as JsonObject[];
    expect(findings(items)).toEqual([]);
    const admin = items.find(
      ({ kind, metadata }) =>
        kind === "ClusterRoleBinding" && (metadata as JsonObject).name === "cluster-admin",
    );
    const subjects = [{ kind: "ServiceAccount", namespace: "shop", name: "api" }];
    const changed = items.map((each) => (each === admin ? { ...admin, subjects } : each));
    expect(findings(changed)).toContainEqual(
      expect.objectContaining({
        rule: "identity/cluster-admin-binding",
        resource: "ClusterRoleBinding /cluster-admin",
      }),
    );
  });

  test("count what others manage apart, and are silenced by an annotation with a reason", () => {
    const [owner] = deployment("api", {}, "kube-system");
    expect(findings([owner ?? {}]).every((each) => each.managedBy === "the cluster")).toBe(true);
    expect(findings([owner ?? {}]).length).toBeGreaterThan(0);
    const [own] = deployment("api");
    const rule = "workload/read-only-root-filesystem";
    const annotate = (reason: string) => ({
      ...own,
      metadata: {
        ...(own?.metadata as JsonObject),
        annotations: { [`kube-rampart/ignore.${rule.replace("/", ".")}`]: reason },
      },
    });
    const has = (object: JsonObject) => findings([object]).some((each) => each.rule === rule);
    expect([has(own ?? {}), has(annotate("")), has(annotate("it writes a cache"))]).toEqual([
      true,
      true,
      false,
    ]);
  });
});

test.each<[JsonObject, string | undefined]>([
  [
    {
      kind: "Deployment",
      metadata: { namespace: "shop", name: "x", labels: { "kubernetes.azure.com/managedby": "aks" } },
    },
    "AKS",
  ],
  [{ kind: "Deployment", metadata: { namespace: "gatekeeper-system", name: "x" } }, "the cluster"],
  [{ kind: "Namespace", metadata: { name: "kube-system" } }, "the cluster"],
  [{ kind: "ClusterRole", metadata: { name: "system:mine" } }, "Kubernetes"],
  [{ kind: "Deployment", metadata: { namespace: "shop", name: "x" } }, undefined],
])("%j is managed by %s", (object, manager) => {
  expect(managedBy({ apiVersion: "v1", ...object })).toBe(manager);
});

describe("the survey", () => {
  const survey = (objects: JsonObject[], more: Partial<SurveySource> = {}) => {
    const { inventory } = analyzeLive("test", objects, policy, true);
    return surveyCluster({
      context: "test",
      objects,
      inventory,
      unseen: [],
      version: { gitVersion: "v1.33.4" },
      options: policy.options,
      today: "2026-05-01",
      ...more,
    });
  };
  const deny: JsonObject = {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name: "deny", namespace: "shop" },
    spec: { podSelector: {}, policyTypes: ["Ingress"] },
  };

  test("of namespaces: Pod Security, quota, default deny by direction", () => {
    const objects = [
      namespace("shop", { "pod-security.kubernetes.io/enforce": "restricted" }),
      namespace("kube-system"),
      { apiVersion: "v1", kind: "ResourceQuota", metadata: { name: "q", namespace: "shop" }, spec: {} },
      deny,
    ];
    expect(survey(objects).namespaces).toEqual([
      {
        name: "kube-system",
        system: true,
        quota: false,
        limitRange: false,
        defaultDeny: { ingress: false, egress: false },
      },
      {
        name: "shop",
        system: false,
        enforce: "restricted",
        quota: true,
        limitRange: false,
        defaultDeny: { ingress: true, egress: false },
      },
    ]);
    const unseen = [
      {
        groupKind: "networking.k8s.io/NetworkPolicy",
        problem: { kind: "forbidden" as const, message: "no" },
      },
    ];
    expect(survey([namespace("shop")], { unseen }).namespaces[0]?.defaultDeny).toEqual({
      ingress: "unknown",
      egress: "unknown",
    });
  });

  test("of the edge: hosts, TLS, backends, and what the inventory does not name", () => {
    const ingress: JsonObject = {
      apiVersion: "networking.k8s.io/v1",
      kind: "Ingress",
      metadata: { name: "shop", namespace: "shop" },
      spec: {
        tls: [{ hosts: ["a.example.com"], secretName: "tls" }],
        rules: ["a.example.com", "b.example.com"].map((host) => ({
          host,
          http: { paths: [{ path: "/", backend: { service: { name: "web", port: { number: 80 } } } }] },
        })),
      },
    };
    const options = { ...policy.options, ingressInventory: [{ host: "a.example.com" }] };
    const base = { from: "Ingress shop/shop", backends: ["web"] };
    expect(survey([ingress], { options }).edge).toEqual([
      { ...base, host: "a.example.com", tls: true, listed: true },
      { ...base, host: "b.example.com", tls: false, listed: false },
    ]);
  });

  test("of exposed Services and running images", () => {
    const service: JsonObject = {
      apiVersion: "v1",
      kind: "Service",
      metadata: { name: "web", namespace: "shop" },
      spec: { type: "LoadBalancer", ports: [{ port: 443 }], loadBalancerSourceRanges: ["10.0.0.0/8"] },
      status: { loadBalancer: { ingress: [{ ip: "1.2.3.4" }] } },
    };
    const digest = `sha256:${"a".repeat(64)}`;
    const running = pod("api", { phase: "Running", container: { imageID: `r.example.com/a@${digest}` } });
    const found = survey([service, running]);
    expect(found.exposed).toEqual([
      {
        name: "shop/web",
        type: "LoadBalancer",
        ports: [443],
        addresses: ["1.2.3.4"],
        sourceRanges: ["10.0.0.0/8"],
      },
    ]);
    expect(found.images).toEqual([{ image: "r.example.com/a:1", digests: [digest], pinned: false, pods: 1 }]);
  });

  test("of every kind of edge: hosts, TLS wherever it ends, backends", () => {
    const at = (apiVersion: string, kind: string, name: string, spec: JsonObject, more: JsonObject = {}) => ({
      apiVersion,
      kind,
      metadata: { name, namespace: "shop", ...more },
      spec,
    });
    const gateway = "gateway.networking.k8s.io/v1";
    const route = (sectionName: string) => ({
      hostnames: [`${sectionName}.example.com`],
      parentRefs: [{ name: "edge", sectionName }],
      rules: [{ backendRefs: [{ name: "web", port: 80 }] }],
    });
    const objects: JsonObject[] = [
      at(gateway, "Gateway", "edge", {
        gatewayClassName: "any",
        listeners: [
          { name: "open", port: 80, protocol: "HTTP" },
          { name: "closed", port: 443, protocol: "HTTPS" },
        ],
      }),
      at(gateway, "HTTPRoute", "open", route("open")),
      at(gateway, "GRPCRoute", "closed", route("closed")),
      at(gateway, "TLSRoute", "pass", { ...route("pass"), parentRefs: [] }),
      at(
        "networking.k8s.io/v1",
        "Ingress",
        "azure",
        { rules: [{ host: "azure.example.com" }] },
        { annotations: { "appgw.ingress.kubernetes.io/appgw-ssl-certificate": "shop" } },
      ),
      at("networking.k8s.io/v1", "Ingress", "wild", {
        rules: [{ host: "a.wild.example.com" }, { host: "a.b.wild.example.com" }],
        tls: [{ hosts: ["*.wild.example.com"], secretName: "wild" }],
      }),
      at("networking.k8s.io/v1", "Ingress", "challenge", {
        rules: [
          {
            host: "acme.example.com",
            http: { paths: [{ path: "/.well-known/acme-challenge/x", pathType: "Exact" }] },
          },
        ],
      }),
      at("route.openshift.io/v1", "Route", "ocp", { host: "ocp.example.com", to: { name: "web" } }),
      at("traefik.io/v1alpha1", "IngressRoute", "traefik", {
        routes: [{ match: "Host(`traefik.example.com`) && PathPrefix(`/`)", services: [{ name: "web" }] }],
        tls: {},
      }),
      at("networking.istio.io/v1", "Gateway", "mesh-edge", {
        servers: [{ hosts: ["*"], port: { number: 443, protocol: "HTTPS" }, tls: { mode: "SIMPLE" } }],
      }),
      at("networking.istio.io/v1", "VirtualService", "istio", {
        hosts: ["istio.example.com"],
        gateways: ["mesh-edge"],
        http: [{ route: [{ destination: { host: "web" } }] }],
      }),
      at("networking.istio.io/v1", "VirtualService", "inside", { hosts: ["web"], http: [] }),
    ];
    expect(
      survey(objects).edge.map(
        ({ host, tls, from, backends }) => `${host} ${tls ? "TLS" : "-"} ${from} ${backends.join()}`,
      ),
    ).toEqual([
      "a.b.wild.example.com - Ingress shop/wild ",
      "a.wild.example.com TLS Ingress shop/wild ",
      "azure.example.com TLS Ingress shop/azure ",
      "closed.example.com TLS GRPCRoute shop/closed web",
      "istio.example.com TLS VirtualService shop/istio web",
      "ocp.example.com - Route shop/ocp web",
      "open.example.com - HTTPRoute shop/open web",
      "pass.example.com TLS TLSRoute shop/pass web",
      "traefik.example.com TLS IngressRoute shop/traefik web",
    ]);
  });

  test("of addresses that a Service claims, and of what only a node tells", () => {
    const node: JsonObject = { apiVersion: "v1", kind: "Node", metadata: { name: "n1" }, status: {} };
    const claims: JsonObject = {
      apiVersion: "v1",
      kind: "Service",
      metadata: { name: "own", namespace: "shop" },
      spec: { externalIPs: ["203.0.113.9"], ports: [{ port: 80 }] },
    };
    const found = survey([node, claims]);
    expect(found.exposed).toEqual([
      { name: "shop/own", type: "ClusterIP", ports: [80], addresses: ["203.0.113.9"], sourceRanges: [] },
    ]);
    expect(found.blind).toContainEqual(
      expect.objectContaining({
        what: "configuration of the kubelets",
        command: "kubectl get --raw /api/v1/nodes/n1/proxy/configz --context=test",
      }),
    );
    const kept: JsonObject = {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: "kubelet-config", namespace: "kube-system" },
    };
    expect(survey([node, kept]).blind.map(({ what }) => what)).not.toContain("configuration of the kubelets");
  });

  test("of versions: end of life and skew", () => {
    const node = (version: string, name: string): JsonObject => ({
      apiVersion: "v1",
      kind: "Node",
      metadata: { name },
      status: { nodeInfo: { kubeletVersion: version } },
    });
    const nodes = [node("v1.29.1", "a"), node("v1.29.1", "b"), node("v1.34.0", "c")];
    expect(survey(nodes, { today: "2026-07-01" }).versions).toEqual({
      server: "v1.33.4",
      kubelets: { "v1.29.1": 2, "v1.34.0": 1 },
      endOfLife: "2026-06-28",
      problems: [
        "Kubernetes 1.33 has had no fixes since 2026-06-28",
        "kubelets of v1.29.1 are 4 minor versions older than the API server; 3 are supported",
        "kubelets of v1.34.0 are newer than the API server (v1.33.4), which is not supported",
      ],
    });
  });

  test("of what is in place: found, not found, cannot see", () => {
    const [falco] = deployment("falco", {
      containers: [{ name: "f", image: "docker.io/falcosecurity/falco:1" }],
    });
    const answers = (objects: JsonObject[], more: Partial<SurveySource> = {}) =>
      Object.fromEntries(survey(objects, more).presence.map(({ what, answer }) => [what, answer]));
    expect(answers([falco ?? {}])).toMatchObject({
      "runtime detection": "found",
      "log shipping": "not found",
      "signature policies": "not found",
    });
    const unseen = [{ groupKind: "apps/DaemonSet", problem: { kind: "forbidden" as const, message: "no" } }];
    expect(answers([], { unseen })).toMatchObject({ "log shipping": "cannot see" });
  });

  test("of the control plane: the flags of mirror pods, else what would show them", () => {
    const mirror: JsonObject = {
      apiVersion: "v1",
      kind: "Pod",
      metadata: {
        name: "kube-apiserver-n1",
        namespace: "kube-system",
        labels: { component: "kube-apiserver" },
        annotations: { "kubernetes.io/config.mirror": "x" },
        ownerReferences: [{ apiVersion: "v1", kind: "Node", name: "n1", controller: true }],
      },
      spec: {
        containers: [{ name: "kube-apiserver", command: ["kube-apiserver", "--anonymous-auth=true"] }],
      },
    };
    expect(survey([mirror]).controlPlane).toEqual(["kube-apiserver --anonymous-auth=true"]);
    expect(findings([mirror])).toContainEqual(
      expect.objectContaining({
        resource: "Pod kube-system/kube-apiserver-n1",
        rule: "control-plane/audit-logging",
      }),
    );
    expect(survey([]).blind).toContainEqual(
      expect.objectContaining({
        what: "flags of the control plane",
        command: expect.stringContaining("kube-apiserver"),
      }),
    );
  });
});

describe("work in turns", () => {
  function* count(to: number, done: number[]): Steps<number> {
    for (let each = 1; each <= to; each++) {
      done.push(each);
      yield;
    }
    return to;
  }

  test("gives its result at the end", async () => {
    expect(await inTurns(count(3, []))).toBe(3);
  });

  test("ends where it is cancelled", async () => {
    const done: number[] = [];
    const controller = new AbortController();
    const steps = count(1_000, done);
    const working = inTurns(
      (function* () {
        for (;;) {
          const step = steps.next();
          if (step.done) return step.value;
          if (done.length === 5) controller.abort();
          yield;
        }
      })(),
      controller.signal,
    );
    await expect(working).rejects.toMatchObject({ problem: { kind: "cancelled" } });
    expect(done).toEqual([1, 2, 3, 4, 5]);
  });
});
