import { expect, test } from "vitest";
import { judge } from "../../judge";
import { ingress, rule, toService } from "./manifests";

const ID = "edge/ingress-default-backend";

test("a default backend is reported at its key", () => {
  const [found, ...others] = judge(
    ID,
    ingress({ defaultBackend: toService("web", 80), rules: [rule("a.example.com")] }),
  );
  expect(found).toMatchObject({ path: ["spec", "defaultBackend"], text: "defaultBackend" });
  expect(found?.finding.fixes).toMatchObject([
    { safety: "unsafe", changes: [{ op: "remove", path: ["spec", "defaultBackend"] }] },
  ]);
  expect(others).toEqual([]);
});

test("without rules nothing would be left, so there is no fix", () => {
  expect(judge(ID, ingress({ defaultBackend: toService("web", 80) }))[0]?.finding.fixes).toEqual([]);
});

test("the field of the old API version is read", () => {
  const text = ingress({ backend: { serviceName: "web", servicePort: 80 } });
  expect(judge(ID, text)).toMatchObject([{ path: ["spec", "backend"], text: "backend" }]);
});

test("rules alone are quiet", () => {
  expect(judge(ID, ingress({ rules: [rule("a.example.com")] }))).toEqual([]);
});
