import { expect, test } from "vitest";
import { judge } from "../../judge";
import { egress, policy } from "./manifests";

const ID = "network/dns-peer";
const ports = [
  { protocol: "UDP", port: 53 },
  { protocol: "TCP", port: 53 },
];
const system = { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } } };
const dns = { podSelector: { matchLabels: { "k8s-app": "kube-dns" } } };
const coredns = { podSelector: { matchLabels: { "k8s-app": "coredns" } } };

test("CoreDNS has the label of kube-dns", () => {
  const path = ["spec", "egress", 0, "to", 0, "podSelector", "matchLabels", "k8s-app"];
  const [found] = judge(ID, egress({ to: [{ ...system, ...coredns }], ports }));
  expect(found).toMatchObject({ path, text: "coredns" });
  expect(found?.finding.fixes).toMatchObject([{ safety: "safe", changes: [{ path, value: "kube-dns" }] }]);
});

test("a podSelector alone looks in the own namespace", () => {
  const [found] = judge(ID, egress({ to: [dns], ports }));
  expect(found).toMatchObject({ path: ["spec", "egress", 0, "to", 0, "podSelector"], severity: "medium" });
  expect(found?.finding.fixes).toMatchObject([
    { changes: [{ op: "set", path: ["spec", "egress", 0, "to", 0, "namespaceSelector"] }] },
  ]);
});

test("two items are either of them; the fix joins them", () => {
  const [found] = judge(ID, egress({ to: [system, dns], ports }));
  expect(found).toMatchObject({ path: ["spec", "egress", 0, "to", 1, "podSelector"], severity: "low" });
  expect(found?.finding.fixes).toMatchObject([
    { changes: [{ op: "set" }, { op: "remove", path: ["spec", "egress", 0, "to", 0] }] },
  ]);
});

test.each([
  ["one item with both", egress({ to: [{ ...system, ...dns }], ports })],
  ["another port", egress({ to: [dns], ports: [{ port: 443 }] })],
  [
    "a policy of kube-system",
    policy({ policyTypes: ["Egress"], egress: [{ to: [dns], ports }] }, { namespace: "kube-system" }),
  ],
])("quiet with %s", (_case, text) => {
  expect(judge(ID, text)).toEqual([]);
});
