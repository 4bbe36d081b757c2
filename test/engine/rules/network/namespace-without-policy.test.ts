import { expect, test } from "vitest";
import { stringify } from "yaml";
import { judge } from "../../judge";
import { deployment, file, ingressTo, networkPolicy, resource } from "../scope-manifests";

const ID = "network/namespace-without-policy";
const closed = { closed: true };
const namespace = (name: string) => resource("v1", "Namespace", name, {});

test("the Namespace is reported where it is in sight, else its first workload", () => {
  expect(judge(ID, file(deployment("api"), namespace("shop")), closed)).toMatchObject([
    {
      path: ["metadata", "name"],
      text: "shop",
      message:
        "namespace shop has no NetworkPolicy: Deployment shop/api may be reached from and connect to everywhere",
    },
  ]);
  expect(judge(ID, file(deployment("api"), deployment("web")), closed)).toMatchObject([{ text: "api" }]);
  expect(judge(ID, file(namespace("empty")), closed)).toMatchObject([
    { text: "empty", message: "namespace empty has no NetworkPolicy" },
  ]);
});

test("the fix closes both directions, keeps DNS and leaves nothing to find", () => {
  const text = file(deployment("api"));
  const fix = judge(ID, text, closed)[0]?.finding.fixes[0];
  expect(fix).toMatchObject({
    title: "Deny ingress and egress by default in namespace shop, keeping DNS",
    safety: "harden",
  });
  expect(fix?.documents).toMatchObject([
    { metadata: { name: "allow-dns-egress", namespace: "shop" } },
    {
      metadata: { name: "default-deny-all", namespace: "shop" },
      spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
    },
  ]);
  const fixed = [text, ...(fix?.documents ?? []).map((each) => stringify(each))].join("---\n");
  const found = judge(undefined, fixed, closed).filter(({ rule }) => rule.startsWith("network/"));
  expect(found).toEqual([]);
});

test("no fix where an Ingress would be cut", () => {
  const found = judge(ID, file(deployment("api"), ingressTo("api", { number: 80 })), closed);
  expect(found.map(({ finding }) => finding.fixes)).toEqual([[]]);
});

test.each([
  ["a policy of the namespace", file(deployment("api"), networkPolicy("p"))],
  ["a namespace of the cluster", file(deployment("api", { namespace: "kube-system" }))],
  ["pods in their node's network alone", file(deployment("api", { podSpec: { hostNetwork: true } }))],
  [
    "a policy of Cilium for all",
    file(
      deployment("api"),
      resource("cilium.io/v2", "CiliumClusterwideNetworkPolicy", "deny", { spec: { endpointSelector: {} } }),
    ),
  ],
  [
    "a baseline that denies",
    file(
      deployment("api"),
      resource("policy.networking.k8s.io/v1alpha1", "BaselineAdminNetworkPolicy", "default", {
        spec: {
          subject: { namespaces: {} },
          ingress: [{ action: "Deny", from: [{ namespaces: {} }] }],
          egress: [{ action: "Deny", to: [{ networks: ["0.0.0.0/0"] }] }],
        },
      }),
    ),
  ],
])("quiet with %s", (_case, text) => {
  expect(judge(ID, text, closed)).toEqual([]);
});

test("an open scope says nothing about absence", () => {
  expect(judge(ID, file(deployment("api")))).toEqual([]);
});
