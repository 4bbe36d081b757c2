import { expect, test } from "vitest";
import { judge } from "../../judge";
import { pod, scope } from "./workload";

const id = "identity/shared-namespace";
const part = (name: string, application: string) =>
  pod(name).replace(
    "namespace: shop",
    `namespace: shop\n  labels: {app.kubernetes.io/part-of: ${application}}`,
  );

test("two applications in one namespace, once for each further one", () => {
  const found = judge(
    id,
    scope(part("web", "shop"), part("worker", "shop"), part("a", "billing"), part("b", "billing")),
  );
  expect(found).toMatchObject([
    {
      rule: id,
      path: ["metadata", "namespace"],
      text: "shop",
      message: '"billing" shares namespace "shop" with "shop"',
    },
  ]);
  expect(found[0]?.finding.resource.name).toBe("a");
});

test.each([
  scope(part("web", "shop"), part("worker", "shop")),
  scope(part("web", "shop"), part("a", "billing").replace("namespace: shop", "namespace: billing")),
  scope(pod("web"), pod("api")),
])("is silent on %#", (text) => {
  expect(judge(id, text)).toEqual([]);
});
