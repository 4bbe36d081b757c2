import { describe, expect, test } from "vitest";
import { reaches } from "../../../engine/network/reaches";
import { ask, end, namespace, pod, policy, world } from "./world";

const base = [
  namespace("default"),
  namespace("other", { team: "ops" }),
  pod("default/web", { app: "web" }),
  pod("default/api", { app: "api", tier: "backend" }),
  pod("other/test", { type: "monitoring" }),
  pod("other/plain"),
];

type Row = readonly [from: string, to: string, port: number, answer: string];

const check = (resources: readonly object[], rows: readonly Row[]) => {
  const inventory = world(...base, ...resources);
  const answers = rows.map(([from, to, port]) => [from, to, port, ask(inventory, from, to, port)]);
  expect(answers).toEqual(rows);
};

describe("kubernetes-network-policy-recipes, from the meaning of each", () => {
  test("01 deny all traffic to an application", () => {
    check(
      [policy("default/p", { podSelector: { matchLabels: { app: "web" } }, ingress: [] })],
      [
        ["default/api", "default/web", 80, "denied"],
        ["203.0.113.9", "default/web", 80, "denied"],
        ["default/api", "other/test", 80, "allowed"],
        ["default/web", "default/api", 80, "allowed"],
      ],
    );
  });

  test("02 limit traffic to an application", () => {
    check(
      [
        policy("default/p", {
          podSelector: { matchLabels: { app: "api" } },
          ingress: [{ from: [{ podSelector: { matchLabels: { app: "web" } } }] }],
        }),
      ],
      [
        ["default/web", "default/api", 80, "allowed"],
        ["other/test", "default/api", 80, "denied"],
      ],
    );
  });

  test("02a, 08 an allow-all beside a deny-all wins, also from outside", () => {
    check(
      [
        policy("default/deny", { podSelector: {} }),
        policy("default/all", { podSelector: { matchLabels: { app: "web" } }, ingress: [{}] }),
      ],
      [
        ["other/test", "default/web", 80, "allowed"],
        ["203.0.113.9", "default/web", 80, "allowed"],
        ["other/test", "default/api", 80, "denied"],
      ],
    );
  });

  test("04, 05, 06 namespaces: the own one, all, one by its label", () => {
    const from = (peer: object) => [policy("default/p", { podSelector: {}, ingress: [{ from: [peer] }] })];
    check(from({ podSelector: {} }), [
      ["default/web", "default/api", 80, "allowed"],
      ["other/test", "default/api", 80, "denied"],
    ]);
    check(from({ namespaceSelector: {} }), [
      ["other/test", "default/api", 80, "allowed"],
      ["203.0.113.9", "default/api", 80, "denied"],
    ]);
    check(from({ namespaceSelector: { matchLabels: { team: "ops" } } }), [
      ["other/test", "default/api", 80, "allowed"],
      ["default/web", "default/api", 80, "denied"],
    ]);
  });

  test("07 some pods of another namespace: both selectors in one item are and, in two items or", () => {
    const both = {
      namespaceSelector: { matchLabels: { team: "ops" } },
      podSelector: { matchLabels: { type: "monitoring" } },
    };
    check(
      [policy("default/p", { podSelector: {}, ingress: [{ from: [both] }] })],
      [
        ["other/test", "default/web", 80, "allowed"],
        ["other/plain", "default/web", 80, "denied"],
      ],
    );
    const split = [
      { namespaceSelector: both.namespaceSelector },
      { podSelector: { matchLabels: { app: "api" } } },
    ];
    check(
      [policy("default/p", { podSelector: {}, ingress: [{ from: split }] })],
      [
        ["other/plain", "default/web", 80, "allowed"],
        ["default/api", "default/web", 80, "allowed"],
        ["default/web", "default/web", 80, "allowed"],
      ],
    );
  });

  test("09 only to a port", () => {
    check(
      [policy("default/p", { podSelector: {}, ingress: [{ ports: [{ port: 5000 }] }] })],
      [
        ["default/web", "default/api", 5000, "allowed"],
        ["default/web", "default/api", 8000, "denied"],
      ],
    );
  });

  test("11, 12 deny egress", () => {
    check(
      [policy("default/p", { podSelector: { matchLabels: { app: "web" } }, policyTypes: ["Egress"] })],
      [
        ["default/web", "default/api", 80, "denied"],
        ["default/web", "203.0.113.9", 443, "denied"],
        ["other/test", "default/web", 80, "allowed"],
      ],
    );
  });
});

describe("networking/v1 types and defaulting", () => {
  test("egress rules alone isolate ingress too; an empty egress alone isolates nothing more", () => {
    check(
      [policy("default/p", { podSelector: {}, egress: [{}] })],
      [
        ["default/web", "203.0.113.9", 443, "allowed"],
        ["other/test", "default/web", 80, "denied"],
      ],
    );
    check(
      [policy("default/p", { podSelector: {}, egress: [] })],
      [
        ["default/web", "203.0.113.9", 443, "allowed"],
        ["other/test", "default/web", 80, "denied"],
      ],
    );
  });

  test("an absent podSelector selects everything; an empty from is everyone", () => {
    check(
      [policy("default/p", { ingress: [{ from: [], ports: [{ port: 80 }] }] })],
      [
        ["203.0.113.9", "default/web", 80, "allowed"],
        ["203.0.113.9", "default/web", 81, "denied"],
      ],
    );
  });

  test("NotIn and DoesNotExist match what lacks the key", () => {
    const peer = (operator: string, values?: string[]) => [
      policy("default/p", {
        podSelector: {},
        ingress: [
          {
            from: [
              {
                namespaceSelector: {},
                podSelector: { matchExpressions: [{ key: "type", operator, ...(values ? { values } : {}) }] },
              },
            ],
          },
        ],
      }),
    ];
    check(peer("NotIn", ["monitoring"]), [
      ["other/plain", "default/web", 80, "allowed"],
      ["other/test", "default/web", 80, "denied"],
    ]);
    check(peer("DoesNotExist"), [["other/plain", "default/web", 80, "allowed"]]);
  });

  test("every namespace has its name as a label, also one that nobody declares", () => {
    const inventory = world(
      pod("a/x"),
      pod("b/y"),
      policy("b/p", {
        podSelector: {},
        ingress: [{ from: [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "a" } } }] }],
      }),
    );
    expect([ask(inventory, "a/x", "b/y"), ask(inventory, "b/y", "b/y")]).toEqual(["allowed", "allowed"]);
    expect(
      reaches(inventory, { from: { namespace: "c", labels: {} }, to: end("b/y"), port: 80, protocol: "TCP" })
        .answer,
    ).toBe("denied");
  });

  test("a policy without a namespace is in default", () => {
    const nameless = {
      apiVersion: "networking.k8s.io/v1",
      kind: "NetworkPolicy",
      metadata: { name: "p" },
      spec: { podSelector: {} },
    };
    check([nameless], [["other/test", "default/web", 80, "denied"]]);
  });

  test("a connection needs both sides", () => {
    const egress = policy("other/out", {
      podSelector: {},
      policyTypes: ["Egress"],
      egress: [{ to: [{ namespaceSelector: {} }] }],
    });
    const ingress = policy("default/in", {
      podSelector: {},
      ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: "ops" } } }] }],
    });
    check(
      [egress, ingress],
      [
        ["other/test", "default/web", 80, "allowed"],
        ["other/test", "203.0.113.9", 80, "denied"],
        ["default/api", "default/web", 80, "denied"],
      ],
    );
  });
});

describe("ports, after Kubernetes' network-policy end-to-end tests", () => {
  const ports = (...list: object[]) => policy("default/p", { podSelector: {}, ingress: [{ ports: list }] });

  test("the protocol defaults to TCP and must match", () => {
    const inventory = world(...base, ports({ port: 53 }));
    expect(ask(inventory, "other/test", "default/web", 53, "TCP")).toBe("allowed");
    expect(ask(inventory, "other/test", "default/web", 53, "UDP")).toBe("denied");
    const udp = world(...base, ports({ protocol: "UDP" }));
    expect(ask(udp, "other/test", "default/web", 9, "UDP")).toBe("allowed");
    expect(ask(udp, "other/test", "default/web", 9, "SCTP")).toBe("denied");
  });

  test("endPort is inclusive", () => {
    const inventory = world(...base, ports({ port: 80, endPort: 82 }));
    expect([79, 80, 82, 83].map((port) => ask(inventory, "other/test", "default/web", port))).toEqual([
      "denied",
      "allowed",
      "allowed",
      "denied",
    ]);
  });

  test("a name is looked up on each destination with its protocol; an address has none", () => {
    const inventory = world(
      pod("a/x"),
      pod("a/one", { app: "s" }, { ports: [{ name: "serve", containerPort: 81 }] }),
      pod("a/two", { app: "s" }, { ports: [{ name: "serve", containerPort: 82, protocol: "UDP" }] }),
      policy("a/p", {
        podSelector: { matchLabels: { app: "s" } },
        ingress: [{ ports: [{ port: "serve" }] }],
      }),
      policy("a/q", {
        podSelector: { matchLabels: { app: "z" } },
        policyTypes: ["Egress"],
        egress: [{ ports: [{ port: "serve" }] }],
      }),
      pod("a/z", { app: "z" }),
    );
    expect(ask(inventory, "a/x", "a/one", 81)).toBe("allowed");
    expect(ask(inventory, "a/x", "a/one", 82)).toBe("denied");
    expect(ask(inventory, "a/x", "a/two", 82, "UDP")).toBe("denied");
    expect(ask(inventory, "a/z", "203.0.113.1", 81)).toBe("denied");
  });
});

describe("addresses", () => {
  const from = (...peers: object[]) => policy("default/p", { podSelector: {}, ingress: [{ from: peers }] });

  test("exceptions are of their block alone; the ends of a block belong to it", () => {
    check(
      [
        from(
          { ipBlock: { cidr: "198.51.0.0/16", except: ["198.51.100.0/24"] } },
          { ipBlock: { cidr: "198.51.100.9/32" } },
        ),
      ],
      [
        ["198.51.0.0", "default/web", 80, "allowed"],
        ["198.51.255.255", "default/web", 80, "allowed"],
        ["198.52.0.0", "default/web", 80, "denied"],
        ["198.51.100.8", "default/web", 80, "denied"],
        ["198.51.100.9", "default/web", 80, "allowed"],
      ],
    );
  });

  test("IPv6, and 0.0.0.0/0 is not IPv6", () => {
    check(
      [from({ ipBlock: { cidr: "2001:db8::/32", except: ["2001:db8:aaaa::/48"] } })],
      [
        ["2001:db8::1", "default/web", 80, "allowed"],
        ["2001:db8:aaaa::1", "default/web", 80, "denied"],
        ["2001:db9::1", "default/web", 80, "denied"],
      ],
    );
    check(
      [from({ ipBlock: { cidr: "0.0.0.0/0" } })],
      [
        ["8.8.8.8", "default/web", 80, "allowed"],
        ["2001:db8::1", "default/web", 80, "denied"],
        ["other/test", "default/web", 80, "allowed"],
      ],
    );
  });

  test("a block covers a pod by its address, and is unknown for one without", () => {
    const inventory = world(
      ...base,
      pod("other/up", {}, { ip: "10.244.3.7" }),
      pod("other/far", {}, { ip: "10.244.4.7" }),
      from({ ipBlock: { cidr: "10.244.3.0/24" } }),
    );
    expect(ask(inventory, "other/up", "default/web")).toBe("allowed");
    expect(ask(inventory, "other/far", "default/web")).toBe("denied");
    expect(ask(inventory, "other/test", "default/web")).toBe("unknown");
    expect(ask(inventory, "10.244.3.7", "default/web")).toBe("allowed");
  });

  test("a block as an end is meant wholly, in part or not at all", () => {
    check(
      [from({ ipBlock: { cidr: "10.0.0.0/8", except: ["10.5.0.0/16"] } })],
      [
        ["10.1.0.0/16", "default/web", 80, "allowed"],
        ["10.5.1.0/24", "default/web", 80, "denied"],
        ["10.0.0.0/8", "default/web", 80, "unknown"],
        ["0.0.0.0/0", "default/web", 80, "unknown"],
        ["192.168.0.0/16", "default/web", 80, "denied"],
        ["10.0.0.0/99", "default/web", 80, "unknown"],
      ],
    );
  });

  test("a block that does not parse covers nothing", () => {
    check([from({ ipBlock: { cidr: "10.0.0.0/40" } })], [["10.0.0.1", "default/web", 80, "denied"]]);
  });
});

describe("what the manifests do not decide", () => {
  const host = pod("default/host", { app: "host" }, { spec: { hostNetwork: true } });

  test("a pod in its node's network is free or unknown, never denied", () => {
    check([host], [["default/host", "default/web", 80, "allowed"]]);
    check(
      [host, policy("default/deny", { podSelector: {}, policyTypes: ["Ingress", "Egress"] })],
      [
        ["other/test", "default/host", 80, "unknown"],
        ["default/host", "other/test", 80, "unknown"],
        ["default/host", "default/web", 80, "unknown"],
      ],
    );
    check(
      [
        host,
        policy("default/p", {
          podSelector: {},
          ingress: [{ from: [{ podSelector: { matchLabels: { app: "host" } } }] }],
        }),
      ],
      [
        ["default/host", "default/web", 80, "unknown"],
        ["default/api", "default/web", 80, "denied"],
      ],
    );
  });

  test.each([
    ["cilium.io/v2", "CiliumNetworkPolicy", { endpointSelector: { matchLabels: { "k8s:app": "web" } } }],
    [
      "cilium.io/v2",
      "CiliumClusterwideNetworkPolicy",
      { endpointSelector: { matchLabels: { "io.kubernetes.pod.namespace": "default", app: "web" } } },
    ],
    ["projectcalico.org/v3", "NetworkPolicy", { selector: "app == 'web'" }],
    ["crd.projectcalico.org/v1", "GlobalNetworkPolicy", { selector: "app == 'web'" }],
  ])(
    "a policy of the plugin (%s %s) makes an allow unknown and leaves a refusal",
    (apiVersion, kind, spec) => {
      const foreign = { apiVersion, kind, metadata: { name: "f", namespace: "default" }, spec };
      check(
        [
          foreign,
          policy("default/p", {
            podSelector: { matchLabels: { app: "web" } },
            ingress: [{ from: [{ podSelector: {} }] }],
          }),
        ],
        [
          ["default/api", "default/web", 80, "unknown"],
          ["other/test", "default/web", 80, "denied"],
          ["other/test", "default/api", 80, "allowed"],
        ],
      );
    },
  );

  test("a pod that is not in sight", () => {
    const answer = reaches(world(...base), {
      from: end("default/gone"),
      to: end("default/web"),
      port: 80,
      protocol: "TCP",
    });
    expect(answer).toEqual({ answer: "unknown", reason: "pod default/gone is not in sight", by: [] });
  });
});

test("answers name what grants and what refuses, sorted", () => {
  const inventory = world(
    ...base,
    policy("default/b", { podSelector: {} }),
    policy("default/a", { podSelector: {} }),
    policy("other/out", { podSelector: {}, policyTypes: ["Egress"], egress: [{}] }),
  );
  const question = { from: end("other/test"), to: end("default/web"), port: 80, protocol: "TCP" as const };
  expect(reaches(inventory, question)).toEqual({
    answer: "denied",
    reason: "no rule allows it: ingress of Pod default/web is isolated",
    by: ["NetworkPolicy default/a", "NetworkPolicy default/b"],
  });
  expect(reaches(inventory, { ...question, to: end("203.0.113.1") })).toEqual({
    answer: "allowed",
    reason: "allowed by policy",
    by: ["NetworkPolicy other/out"],
  });
});

test("a workload is its pods, by its template's labels", () => {
  const deployment = {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: "shop", namespace: "default", labels: { app: "nothing" } },
    spec: { template: { metadata: { labels: { app: "web" } }, spec: { containers: [] } } },
  };
  const inventory = world(
    ...base,
    deployment,
    policy("default/p", { podSelector: { matchLabels: { app: "web" } } }),
  );
  const to = { namespace: "default", pod: "shop", kind: "Deployment" };
  expect(reaches(inventory, { from: end("other/test"), to, port: 80, protocol: "TCP" }).answer).toBe(
    "denied",
  );
  expect(
    reaches(inventory, {
      from: end("other/test"),
      to: { ...to, kind: "StatefulSet" },
      port: 80,
      protocol: "TCP",
    }).answer,
  ).toBe("unknown");
});
