import { expect, test } from "vitest";
import { judge } from "../../judge";
import { egress, ingress } from "./manifests";

const ID = "network/broad-namespace-peer";
const everywhere = { namespaceSelector: {} };

test("an empty namespaceSelector admits every pod", () => {
  expect(judge(ID, ingress({ from: [{ podSelector: {} }, everywhere] }))).toMatchObject([
    {
      path: ["spec", "ingress", 0, "from", 1, "namespaceSelector"],
      text: "namespaceSelector",
      severity: "medium",
      message: "an empty namespaceSelector admits every pod of the cluster",
    },
  ]);
  expect(judge(ID, ingress({ from: [{ ...everywhere, podSelector: {} }] }))).toHaveLength(1);
});

test("with ports, and in egress, it weighs less", () => {
  expect(judge(ID, ingress({ from: [everywhere], ports: [{ port: 80 }] }))).toMatchObject([
    { severity: "low" },
  ]);
  expect(judge(ID, egress({ to: [everywhere] }))).toMatchObject([{ severity: "low" }]);
});

test.each([
  ["DNS may be anywhere", egress({ to: [everywhere], ports: [{ port: 53, protocol: "UDP" }] })],
  ["the pods are named", ingress({ from: [{ ...everywhere, podSelector: { matchLabels: { app: "p" } } }] })],
  ["the namespace is named", ingress({ from: [{ namespaceSelector: { matchLabels: { a: "b" } } }] })],
  ["there is none", ingress({ from: [{ podSelector: {} }] })],
])("quiet where %s", (_case, text) => {
  expect(judge(ID, text)).toEqual([]);
});
