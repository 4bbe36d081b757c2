import { expect, test } from "vitest";
import { judge } from "../../judge";
import { deployment } from "./cloud-account";
import { scope } from "./workload";

const id = "identity/account-change";
const twice = scope(deployment({ account: "web" }), deployment({ account: "admin" }));

test("the second declaration, with the first related", () => {
  const found = judge(id, twice, { closed: true });
  expect(found).toMatchObject([
    {
      rule: id,
      path: ["spec", "template", "spec", "serviceAccountName"],
      range: "34:27-34:32",
      text: "admin",
    },
  ]);
  expect(found[0]?.finding.related).toMatchObject([
    { path: ["spec", "template", "spec", "serviceAccountName"] },
  ]);
});

test.each([
  [twice, false],
  [scope(deployment({}), deployment({})), true],
  [
    scope(deployment({}), deployment({ account: "admin" }).replace("namespace: shop", "namespace: other")),
    true,
  ],
])("is silent on %#", (text, closed) => {
  expect(judge(id, text, { closed })).toEqual([]);
});
