import { expect, test } from "vitest";
import { judge } from "../../judge";
import { file, resource } from "../scope-manifests";

const ID = "edge/traefik-tls";
const option = (name: string, spec: object) =>
  file(resource("traefik.io/v1alpha1", "TLSOption", name, { spec }));
const route = (spec: object) => file(resource("traefik.io/v1alpha1", "IngressRoute", "web", { spec }));

test("a TLSOption for everybody, and an old version", () => {
  expect(judge(ID, option("default", {}))).toMatchObject([{ path: ["metadata", "name"], text: "default" }]);
  const [found] = judge(ID, option("own", { minVersion: "VersionTLS11" }));
  expect(found).toMatchObject({ path: ["spec", "minVersion"], text: "VersionTLS11" });
  expect(found?.finding.fixes).toMatchObject([{ changes: [{ value: "VersionTLS12" }] }]);
  expect(judge(ID, option("own", { minVersion: "VersionTLS13" }))).toEqual([]);
});

test("a route on a plain entry point alone", () => {
  expect(judge(ID, route({ entryPoints: ["web"] }))).toMatchObject([
    { path: ["spec", "entryPoints"], text: "entryPoints" },
  ]);
});

test.each([
  { entryPoints: ["web"], tls: {} },
  { entryPoints: ["web", "websecure"] },
  { entryPoints: ["web"], routes: [{ middlewares: [{ name: "redirect-https" }] }] },
  {},
])("%j is quiet", (spec) => {
  expect(judge(ID, route(spec))).toEqual([]);
});
