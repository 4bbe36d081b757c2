import { expect, test } from "vitest";
import { judge } from "../../judge";
import { ingress, rule } from "./manifests";

const ID = "edge/ingress-cors";
const N = "nginx.ingress.kubernetes.io";
const of = (annotations: object) => judge(ID, ingress({ rules: [rule("a.example.com")] }, annotations));

test("every origin, written or by default", () => {
  const [found] = of({ [`${N}/enable-cors`]: "true" });
  expect(found).toMatchObject({ path: ["metadata", "annotations", `${N}/enable-cors`] });
  expect(found?.finding.fixes).toMatchObject([
    {
      safety: "harden",
      changes: [{ path: ["metadata", "annotations", `${N}/cors-allow-credentials`], value: "false" }],
    },
  ]);
  expect(of({ [`${N}/enable-cors`]: "true", [`${N}/cors-allow-origin`]: "*" })).toMatchObject([
    { path: ["metadata", "annotations", `${N}/cors-allow-origin`] },
  ]);
});

test.each([
  {},
  { [`${N}/enable-cors`]: "false" },
  { [`${N}/enable-cors`]: "true", [`${N}/cors-allow-origin`]: "https://a.example.com" },
  { [`${N}/enable-cors`]: "true", [`${N}/cors-allow-credentials`]: "false" },
])("%j is quiet", (annotations) => {
  expect(of(annotations)).toEqual([]);
});
