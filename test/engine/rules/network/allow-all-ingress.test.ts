import { expect, test } from "vitest";
import { judge } from "../../judge";
import { ingress, policy } from "./manifests";

const ID = "network/allow-all-ingress";

test.each([
  ["an empty rule", {}],
  ["an empty list of peers", { from: [] }],
])("%s admits everyone", (_case, rule) => {
  expect(judge(ID, ingress({ from: [{ podSelector: {} }] }, rule))).toMatchObject([
    {
      path: ["spec", "ingress", 1],
      message: "every pod of the namespace may be reached by everyone on every port",
    },
  ]);
});

test("every address is everyone, at the block", () => {
  expect(judge(ID, ingress({ from: [{ ipBlock: { cidr: "0.0.0.0/0" } }] }))).toMatchObject([
    { path: ["spec", "ingress", 0, "from", 0, "ipBlock", "cidr"], text: "0.0.0.0/0" },
  ]);
  expect(judge(ID, ingress({ from: [{ ipBlock: { cidr: "::/0" } }] }))).toHaveLength(1);
});

test("a narrower selection is named so", () => {
  const text = policy({ podSelector: { matchLabels: { app: "web" } }, ingress: [{}] });
  expect(judge(ID, text)[0]?.message).toBe("the selected pods may be reached by everyone on every port");
});

test.each([
  ["ports are named", ingress({ ports: [{ port: 8080 }] })],
  ["peers are named", ingress({ from: [{ podSelector: { matchLabels: { app: "edge" } } }] })],
  ["nothing is allowed", ingress()],
  ["the direction is not isolated", policy({ policyTypes: ["Egress"], ingress: [{}] })],
  ["the type is wrong", policy({ ingress: "all" })],
])("quiet where %s", (_case, text) => {
  expect(judge(ID, text)).toEqual([]);
});
