import { expect, test } from "vitest";
import { judge } from "../../judge";
import { podWithClass, providerClassOf } from "./provider-class";

const id = "secrets/provider-class-unused";
const synced = "  secretObjects: [{secretName: shop-db}]\n";

test("a class that nobody mounts, worse where it should fill a Secret", () => {
  expect(judge(id, podWithClass("other") + providerClassOf("shop"), { closed: true })).toMatchObject([
    { rule: id, path: ["metadata", "name"], range: "16:18-16:22", text: "shop", severity: "low" },
  ]);
  expect(
    judge(id, podWithClass("shop") + providerClassOf("shop", "other", synced), { closed: true }),
  ).toMatchObject([
    {
      path: ["metadata", "name"],
      severity: "medium",
      message: expect.stringContaining('Secret "shop-db" never exists'),
    },
  ]);
});

test("mounted, or unknown in an open scope", () => {
  expect(judge(id, podWithClass("shop") + providerClassOf("shop"), { closed: true })).toEqual([]);
  expect(judge(id, providerClassOf("shop"))).toEqual([]);
});
