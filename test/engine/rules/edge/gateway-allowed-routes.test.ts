import { expect, test } from "vitest";
import { judge } from "../../judge";
import { gateway, https } from "./gateway-manifests";

const ID = "edge/gateway-allowed-routes";
const of = (namespaces: object) => judge(ID, gateway(https({ allowedRoutes: { namespaces } })));
const at = ["spec", "listeners", 0, "allowedRoutes", "namespaces"];

test("All, and an empty selector", () => {
  const [found] = of({ from: "All" });
  expect(found).toMatchObject({ path: [...at, "from"], text: "All" });
  expect(found?.finding.fixes).toMatchObject([
    { safety: "unsafe", changes: [{ path: [...at, "from"], value: "Same" }] },
  ]);
  expect(of({ from: "Selector", selector: {} })).toMatchObject([{ path: [...at, "selector"] }]);
});

test("Same, a label, and the default are quiet", () => {
  expect(of({ from: "Same" })).toEqual([]);
  expect(of({ from: "Selector", selector: { matchLabels: { edge: "yes" } } })).toEqual([]);
  expect(judge(ID, gateway(https()))).toEqual([]);
});
