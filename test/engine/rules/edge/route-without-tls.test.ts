import { expect, test } from "vitest";
import { judge } from "../../judge";
import { file, resource } from "../scope-manifests";

const ID = "edge/route-without-tls";
const route = (spec: object) =>
  file(resource("route.openshift.io/v1", "Route", "web", { spec: { host: "a.example.com", ...spec } }));

test("no TLS, with a fix that adds it", () => {
  const [found] = judge(ID, route({}));
  expect(found).toMatchObject({ path: ["spec", "tls"], text: "web" });
  expect(found?.finding.fixes).toMatchObject([{ safety: "harden", changes: [{ path: ["spec", "tls"] }] }]);
  expect(judge(ID, route({}), { tlsTerminatedBy: "F5" })).toEqual([]);
});

test("plain requests beside TLS", () => {
  const path = ["spec", "tls", "insecureEdgeTerminationPolicy"];
  expect(
    judge(ID, route({ tls: { termination: "edge", insecureEdgeTerminationPolicy: "Allow" } })),
  ).toMatchObject([{ path, text: "Allow" }]);
  expect(
    judge(ID, route({ tls: { termination: "edge", insecureEdgeTerminationPolicy: "Redirect" } })),
  ).toEqual([]);
  expect(judge(ID, route({ tls: { termination: "passthrough" } }))).toEqual([]);
});
