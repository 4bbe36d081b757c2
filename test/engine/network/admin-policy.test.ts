import { describe, expect, test } from "vitest";
import { adminPolicy, ask, namespace, pod, policy, world } from "./world";

const ports = [
  { name: "web", containerPort: 80 },
  { name: "dns", containerPort: 53, protocol: "UDP" },
];
const base = [
  namespace("gryffindor", { house: "g" }),
  namespace("slytherin", { house: "s" }),
  pod("gryffindor/harry", { app: "g" }, { ports }),
  pod("slytherin/draco", { app: "s" }, { ports }),
];
const fromSlytherin = { from: [{ namespaces: { matchLabels: { house: "s" } } }] };
const gryffindor = { namespaces: { matchLabels: { house: "g" } } };
const DRACO = "slytherin/draco";
const HARRY = "gryffindor/harry";

const anp = (name: string, priority: number, spec: object) =>
  adminPolicy("AdminNetworkPolicy", name, { priority, subject: gryffindor, ...spec });
const banp = (spec: object) =>
  adminPolicy("BaselineAdminNetworkPolicy", "default", { subject: gryffindor, ...spec });
const cnp = (name: string, tier: string, priority: number, spec: object) =>
  adminPolicy("ClusterNetworkPolicy", name, { tier, priority, subject: gryffindor, ...spec });

const deny = { ingress: [{ action: "Deny", ...fromSlytherin }] };
const allow = { ingress: [{ action: "Allow", ...fromSlytherin }] };
const pass = { ingress: [{ action: "Pass", ...fromSlytherin }] };
const denyPolicy = policy("gryffindor/deny", { podSelector: {} });
const allowPolicy = policy("gryffindor/allow", { podSelector: {}, ingress: [{}] });

describe("tiers, after the conformance suites of network-policy-api", () => {
  test.each<[string, object[], string]>([
    ["Deny before everything", [anp("d", 1, deny), allowPolicy], "denied"],
    ["Allow before everything", [anp("a", 1, allow), denyPolicy], "allowed"],
    ["Pass leaves it to the NetworkPolicies", [anp("p", 1, pass), anp("d", 2, deny), denyPolicy], "denied"],
    ["Pass with nothing after it", [anp("p", 1, pass), anp("d", 2, deny)], "allowed"],
    ["the lower priority wins", [anp("late", 20, deny), anp("early", 10, allow)], "allowed"],
    ["the baseline comes last", [banp(deny)], "denied"],
    ["a NetworkPolicy is final before the baseline", [banp(deny), allowPolicy], "allowed"],
    ["Pass reaches the baseline", [anp("p", 1, pass), banp(deny)], "denied"],
    [
      "a policy without rules for a direction does nothing there",
      [anp("e", 1, { egress: [{ action: "Deny", to: [{ namespaces: {} }] }] })],
      "allowed",
    ],
    [
      "the successor accepts",
      [cnp("c", "Admin", 1, { ingress: [{ action: "Accept", ...fromSlytherin }] }), denyPolicy],
      "allowed",
    ],
    [
      "the successor's baseline has priorities",
      [
        cnp("late", "Baseline", 20, deny),
        cnp("early", "Baseline", 10, { ingress: [{ action: "Accept", ...fromSlytherin }] }),
      ],
      "allowed",
    ],
    [
      "an action that is not known is no rule",
      [anp("x", 1, { ingress: [{ action: "Refuse", ...fromSlytherin }] })],
      "allowed",
    ],
  ])("%s", (_case, resources, answer) => {
    expect(ask(world(...base, ...resources), DRACO, HARRY)).toBe(answer);
    expect(ask(world(...base, ...[...resources].reverse()), DRACO, HARRY)).toBe(answer);
  });

  test("the first rule that matches decides", () => {
    const ingress = [
      { action: "Allow", ...fromSlytherin, ports: [{ portNumber: { protocol: "TCP", port: 80 } }] },
      { action: "Deny", ...fromSlytherin },
    ];
    const inventory = world(...base, anp("a", 1, { ingress }));
    expect([ask(inventory, DRACO, HARRY, 80), ask(inventory, DRACO, HARRY, 81)]).toEqual([
      "allowed",
      "denied",
    ]);
  });

  test("policies of equal priority that disagree are unknown, that agree are not", () => {
    expect(ask(world(...base, anp("a", 5, allow), anp("d", 5, deny)), DRACO, HARRY)).toBe("unknown");
    expect(ask(world(...base, anp("a", 5, deny), anp("d", 5, deny)), DRACO, HARRY)).toBe("denied");
  });
});

describe("ports", () => {
  const withPorts = (list: object) =>
    world(...base, anp("a", 1, { ingress: [{ action: "Deny", ...fromSlytherin, ...list }] }));

  test.each<[string, object, readonly (readonly [number, "TCP" | "UDP", string])[]]>([
    [
      "a number, TCP by default",
      { ports: [{ portNumber: { port: 80 } }] },
      [
        [80, "TCP", "denied"],
        [80, "UDP", "allowed"],
      ],
    ],
    [
      "a range",
      { ports: [{ portRange: { protocol: "UDP", start: 50, end: 60 } }] },
      [
        [60, "UDP", "denied"],
        [61, "UDP", "allowed"],
        [55, "TCP", "allowed"],
      ],
    ],
    [
      "a name",
      { ports: [{ namedPort: "dns" }] },
      [
        [53, "UDP", "denied"],
        [53, "TCP", "allowed"],
      ],
    ],
    [
      "v1alpha2: a number",
      { protocols: [{ tcp: { destinationPort: { number: 80 } } }] },
      [
        [80, "TCP", "denied"],
        [81, "TCP", "allowed"],
      ],
    ],
    [
      "v1alpha2: a range",
      { protocols: [{ udp: { destinationPort: { range: { start: 1, end: 9 } } } }] },
      [
        [9, "UDP", "denied"],
        [10, "UDP", "allowed"],
      ],
    ],
    [
      "v1alpha2: a protocol",
      { protocols: [{ tcp: {} }] },
      [
        [7, "TCP", "denied"],
        [7, "UDP", "allowed"],
      ],
    ],
    [
      "v1alpha2: a name",
      { protocols: [{ destinationNamedPort: "web" }] },
      [
        [80, "TCP", "denied"],
        [53, "UDP", "allowed"],
      ],
    ],
    ["something else matches nothing", { protocols: [{ icmp: {} }] }, [[80, "TCP", "allowed"]]],
  ])("%s", (_case, list, rows) => {
    for (const [port, protocol, answer] of rows)
      expect([port, protocol, ask(withPorts(list), DRACO, HARRY, port, protocol)]).toEqual([
        port,
        protocol,
        answer,
      ]);
  });
});

describe("peers", () => {
  const toPeer = (peer: object, ...more: object[]) =>
    world(...base, ...more, anp("a", 1, { egress: [{ action: "Deny", to: [peer] }] }));

  test("pods by both selectors", () => {
    const peer = (app: string) => ({
      pods: { namespaceSelector: { matchLabels: { house: "s" } }, podSelector: { matchLabels: { app } } },
    });
    expect(ask(toPeer(peer("s")), HARRY, DRACO)).toBe("denied");
    expect(ask(toPeer(peer("g")), HARRY, DRACO)).toBe("allowed");
  });

  test("networks cover pods as well, where their address is known", () => {
    const up = pod("slytherin/up", {}, { ip: "10.244.1.4" });
    expect(ask(toPeer({ networks: ["10.244.1.0/24"] }, up), HARRY, "slytherin/up")).toBe("denied");
    expect(ask(toPeer({ networks: ["10.244.2.0/24"] }, up), HARRY, "slytherin/up")).toBe("allowed");
    expect(ask(toPeer({ networks: ["10.244.1.0/24"] }), HARRY, DRACO)).toBe("unknown");
    expect(ask(toPeer({ networks: ["0.0.0.0/0"] }), HARRY, DRACO)).toBe("denied");
    expect(ask(toPeer({ networks: ["0.0.0.0/0"] }), HARRY, "2001:db8::1")).toBe("allowed");
  });

  test("nodes are host-network pods and node addresses, by the node's labels", () => {
    const node = {
      apiVersion: "v1",
      kind: "Node",
      metadata: { name: "n1", labels: { zone: "a" } },
      status: { addresses: [{ type: "InternalIP", address: "172.18.0.2" }] },
    };
    const host = pod("slytherin/host", {}, { spec: { hostNetwork: true, nodeName: "n1" } });
    const lost = pod("slytherin/lost", {}, { spec: { hostNetwork: true } });
    const inventory = toPeer({ nodes: { matchLabels: { zone: "a" } } }, node, host, lost);
    expect(ask(inventory, HARRY, "slytherin/host")).toBe("denied");
    expect(ask(inventory, HARRY, "172.18.0.2")).toBe("denied");
    expect(ask(inventory, HARRY, "172.18.0.3")).toBe("allowed");
    expect(ask(inventory, HARRY, DRACO)).toBe("allowed");
  });

  test("domain names mean no pod, and are unknown for an address", () => {
    const inventory = toPeer({ domainNames: ["example.com"] });
    expect([ask(inventory, HARRY, DRACO), ask(inventory, HARRY, "203.0.113.1")]).toEqual([
      "allowed",
      "unknown",
    ]);
  });

  test("pods in their node's network are neither subjects nor peers of namespaces", () => {
    const host = pod("gryffindor/host", {}, { spec: { hostNetwork: true } });
    const inventory = world(
      ...base,
      host,
      anp("a", 1, { egress: [{ action: "Deny", to: [{ namespaces: {} }] }] }),
    );
    expect(ask(inventory, "gryffindor/host", DRACO)).toBe("allowed");
    expect(ask(inventory, HARRY, "gryffindor/host")).toBe("allowed");
    expect(ask(inventory, HARRY, DRACO)).toBe("denied");
  });
});
