import { expect, test } from "vitest";
import { stringify } from "yaml";
import { judge } from "../../judge";

const ID = "network/admin-policy-open";
const admin = (kind: string, spec: object, version = "v1alpha1") =>
  stringify({
    apiVersion: `policy.networking.k8s.io/${version}`,
    kind,
    metadata: { name: "default" },
    spec: { subject: { namespaces: {} }, priority: 10, ...spec },
  });

test.each([
  [{ namespaces: {} }, "every pod of the cluster"],
  [{ pods: { namespaceSelector: {}, podSelector: {} } }, "every pod of the cluster"],
  [{ networks: ["0.0.0.0/0"] }, "every address"],
])("an Allow to %j is final", (peer, who) => {
  expect(judge(ID, admin("AdminNetworkPolicy", { egress: [{ action: "Allow", to: [peer] }] }))).toMatchObject(
    [
      {
        path: ["spec", "egress", 0, "to", 0],
        severity: "high",
        message: `egress to ${who} is allowed on every port, whatever NetworkPolicies say`,
      },
    ],
  );
});

test("a baseline weighs less, in either API", () => {
  const ingress = [{ action: "Allow", from: [{ namespaces: {} }] }];
  expect(judge(ID, admin("BaselineAdminNetworkPolicy", { ingress }))).toMatchObject([
    { path: ["spec", "ingress", 0, "from", 0], severity: "medium" },
  ]);
  const spec = { tier: "Baseline", ingress: [{ action: "Accept", from: [{ namespaces: {} }] }] };
  expect(judge(ID, admin("ClusterNetworkPolicy", spec, "v1alpha2"))).toMatchObject([{ severity: "medium" }]);
});

test.each([
  ["a Deny", { action: "Deny", from: [{ namespaces: {} }] }],
  ["a Pass", { action: "Pass", from: [{ namespaces: {} }] }],
  ["named ports", { action: "Allow", from: [{ namespaces: {} }], ports: [{ portNumber: { port: 9090 } }] }],
  ["protocols", { action: "Accept", from: [{ namespaces: {} }], protocols: [{ udp: {} }] }],
  ["named namespaces", { action: "Allow", from: [{ namespaces: { matchLabels: { team: "a" } } }] }],
])("%s is quiet", (_case, rule) => {
  expect(judge(ID, admin("AdminNetworkPolicy", { ingress: [rule] }))).toEqual([]);
});
