import { expect, test } from "vitest";
import { judge } from "../../judge";
import { account, binding } from "./binding";

const id = "identity/cross-environment-binding";
const inNamespace = (namespace: string, of: string) =>
  binding("RoleBinding", "Role r", account("ci", of)).replace(
    "namespace: shop\nroleRef",
    `namespace: ${namespace}\nroleRef`,
  );

test.each([
  ["shop-prod", "shop-dev"],
  ["production", "qa-shop"],
])("in %s an account of %s", (namespace, of) => {
  expect(judge(id, inNamespace(namespace, of))).toMatchObject([
    { rule: id, path: ["subjects", 0, "namespace"], text: of, severity: "high" },
  ]);
});

test.each([
  ["shop-prod", "shop-prod"],
  ["shop-dev", "shop-prod"],
  ["shop-prod", "delivery"],
  ["products", "devices"],
])("in %s an account of %s is not", (namespace, of) => {
  expect(judge(id, inNamespace(namespace, of))).toEqual([]);
});
