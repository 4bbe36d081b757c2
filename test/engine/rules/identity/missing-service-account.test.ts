import { expect, test } from "vitest";
import { judge } from "../../judge";
import { plainAccount, pod, scope } from "./workload";

const id = "identity/missing-service-account";
const web = pod("web", "serviceAccountName: web");

test("in a closed scope it is found at the name, and can be added", () => {
  const found = judge(id, scope(web, plainAccount("api")), { closed: true });
  expect(found).toMatchObject([
    { rule: id, path: ["spec", "serviceAccountName"], range: "7:23-7:26", text: "web" },
  ]);
  expect(found[0]?.finding.fixes[0]).toMatchObject({
    safety: "safe",
    documents: [{ kind: "ServiceAccount", metadata: { name: "web", namespace: "shop" } }],
  });
});

test("an account of another namespace is another account", () => {
  const text = scope(web, plainAccount("web").replace("namespace: shop", "namespace: other"));
  expect(judge(id, text, { closed: true })).toMatchObject([{ path: ["spec", "serviceAccountName"] }]);
});

test("nothing is known in an open scope, and what exists is not missing", () => {
  expect(judge(id, web)).toEqual([]);
  expect(judge(id, scope(web, plainAccount("web")), { closed: true })).toEqual([]);
  expect(judge(id, pod("web", "serviceAccountName: default"), { closed: true })).toEqual([]);
});
