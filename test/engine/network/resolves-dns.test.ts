import { expect, test } from "vitest";
import { CLUSTER_DNS_PRESETS, clusterDnsOf, dnsEgressRule } from "../../../engine/network/cluster-dns";
import { resolvesDns } from "../../../engine/network/resolves-dns";
import { end, pod, policy, world } from "./world";

const system = { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } } };
const dnsPods = { podSelector: { matchLabels: { "k8s-app": "kube-dns" } } };
const both = [{ protocol: "UDP", port: 53 }, { port: 53 }];

const ask = (protocol: "UDP" | "TCP", clusterDns: string, ...resources: object[]) =>
  resolvesDns(world(pod("shop/api", { app: "api" }), ...resources), {
    from: end("shop/api") as { namespace: string; pod: string },
    protocol,
    clusterDns,
  }).answer;
const egress = (...rules: object[]) =>
  policy("shop/p", { podSelector: {}, policyTypes: ["Egress"], egress: rules });

/* After the DNS cases of the NetworkPolicy recipes (11, 14) and FACTS of CoreDNS' labels. */
test.each<[string, object, "UDP" | "TCP", string]>([
  ["nothing is allowed", egress(), "UDP", "denied"],
  ["the DNS pods, over both", egress({ to: [{ ...system, ...dnsPods }], ports: both }), "UDP", "allowed"],
  ["the DNS pods, over both", egress({ to: [{ ...system, ...dnsPods }], ports: both }), "TCP", "allowed"],
  [
    "a port without a protocol is TCP",
    egress({ to: [{ ...system, ...dnsPods }], ports: [{ port: 53 }] }),
    "UDP",
    "denied",
  ],
  ["port 53 to anyone", egress({ ports: both }), "UDP", "allowed"],
  ["all of kube-system", egress({ to: [system] }), "UDP", "allowed"],
  ["a podSelector alone is the own namespace", egress({ to: [dnsPods], ports: both }), "UDP", "denied"],
  [
    "kube-dns in any namespace",
    egress({ to: [{ namespaceSelector: {}, ...dnsPods }], ports: both }),
    "UDP",
    "allowed",
  ],
  [
    "the label coredns",
    egress({ to: [{ ...system, podSelector: { matchLabels: { "k8s-app": "coredns" } } }], ports: both }),
    "UDP",
    "denied",
  ],
  ["a range of ports", egress({ ports: [{ protocol: "UDP", port: 1, endPort: 100 }] }), "UDP", "allowed"],
  [
    "the names of the ports",
    egress({ ports: [{ protocol: "UDP", port: "dns" }, { port: "dns-tcp" }] }),
    "UDP",
    "allowed",
  ],
  ["every address", egress({ to: [{ ipBlock: { cidr: "0.0.0.0/0" } }] }), "UDP", "allowed"],
  [
    "the Service's address is not the pods'",
    egress({ to: [{ ipBlock: { cidr: "10.96.0.10/32" } }] }),
    "UDP",
    "unknown",
  ],
  [
    "the DNS side refuses",
    policy("kube-system/closed", { podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }] }),
    "UDP",
    "denied",
  ],
])("%s", (_case, resource, protocol, answer) => {
  expect(ask(protocol, "kube-dns", resource)).toBe(answer);
});

test.each(CLUSTER_DNS_PRESETS)("the rule written for %s resolves there over both protocols", (preset) => {
  const rule = dnsEgressRule(clusterDnsOf(preset));
  expect(ask("UDP", preset, egress(rule))).toBe("allowed");
  expect(ask("TCP", preset, egress(rule))).toBe("allowed");
  expect(ask("UDP", preset, egress())).toBe("denied");
});

test("a selector never means a cache of the node", () => {
  expect(ask("UDP", "nodelocal", egress({ to: [{ ...system, ...dnsPods }], ports: both }))).toBe("denied");
});

test("an unknown preset reads as kube-dns", () => {
  expect(clusterDnsOf("nonsense").name).toBe("kube-dns");
});

test("a pod is judged by the resolver it uses", () => {
  const from = end("shop/p") as { namespace: string; pod: string };
  const of = (spec: object, ...resources: object[]) =>
    resolvesDns(world(pod("shop/p", {}, { spec }), ...resources), {
      from,
      protocol: "UDP",
      clusterDns: "kube-dns",
    }).answer;
  expect(of({ dnsPolicy: "Default" }, egress())).toBe("unknown");
  expect(of({ dnsPolicy: "Default" })).toBe("allowed");
  expect(of({ hostNetwork: true }, egress())).toBe("unknown");
  const own = { dnsPolicy: "None", dnsConfig: { nameservers: ["10.1.2.3", "10.1.2.4"] } };
  expect(of(own, egress({ to: [{ ipBlock: { cidr: "10.1.2.4/32" } }], ports: both }))).toBe("allowed");
  expect(of(own, egress({ to: [{ ...system, ...dnsPods }], ports: both }))).toBe("denied");
});

test("a pod that is not in sight is unknown", () => {
  expect(
    resolvesDns(world(), { from: { namespace: "a", pod: "b" }, protocol: "UDP", clusterDns: "kube-dns" }),
  ).toEqual({
    answer: "unknown",
    reason: "the pod is not in sight",
    by: [],
  });
});
