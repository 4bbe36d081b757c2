import { expect, test } from "vitest";
import { judge } from "../../judge";
import { file, service } from "../scope-manifests";

const ID = "edge/service-selector-duplicate";

test("the second is reported, whatever the order of the labels", () => {
  const [found, ...others] = judge(
    ID,
    file(
      service("a", { selector: { app: "x", tier: "y" } }),
      service("b", { selector: { tier: "y", app: "x" } }),
    ),
  );
  expect(found).toMatchObject({ path: ["spec", "selector"], message: 'Service "a" selects the same pods' });
  expect(found?.finding.resource.name).toBe("b");
  expect(others).toEqual([]);
});

test.each([
  ["different labels", file(service("a"), service("b"))],
  ["a headless twin", file(service("a"), service("b", { selector: { app: "a" }, clusterIP: "None" }))],
  ["another namespace", file(service("a"), service("a", {}, { namespace: "other" }))],
  ["no selector", file(service("a", { selector: {} }), service("b", { selector: {} }))],
])("quiet: %s", (_case, text) => {
  expect(judge(ID, text)).toEqual([]);
});
