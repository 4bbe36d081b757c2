import { expect, test } from "vitest";
import { judge } from "../../judge";
import { account, binding } from "./binding";
import { pod, scope } from "./workload";

const id = "identity/shared-service-account";
const web = pod("web", "serviceAccountName: shop");
const api = pod("api", "serviceAccountName: shop");
const bound = binding("RoleBinding", "Role r", account("shop"));

test("one finding at the first workload, the others related", () => {
  const found = judge(id, scope(web, api, bound));
  expect(found).toMatchObject([
    { rule: id, path: ["spec", "serviceAccountName"], range: "7:23-7:27", text: "shop" },
  ]);
  expect(found[0]?.message).toContain('Pod "api"');
  expect(found[0]?.finding.related).toMatchObject([
    { fact: { name: "api" }, path: ["spec", "serviceAccountName"] },
  ]);
});

test.each([
  scope(web, api),
  scope(web, pod("api", "serviceAccountName: api"), bound),
  scope(web, api.replace("namespace: shop", "namespace: other"), bound),
  scope(pod("web"), pod("api"), binding("RoleBinding", "Role r", account("default"))),
])("is silent on %#", (text) => {
  expect(judge(id, text)).toEqual([]);
});
