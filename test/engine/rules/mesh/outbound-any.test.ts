import { expect, test } from "vitest";
import { judge } from "../../judge";
import { mesh, NETWORKING } from "./manifests";

const ID = "mesh/outbound-any";
const any = { outboundTrafficPolicy: { mode: "ALLOW_ANY" } };

test.each<[string, string, object, string[]]>([
  [NETWORKING, "Sidecar", any, ["spec"]],
  ["install.istio.io/v1alpha1", "IstioOperator", { meshConfig: any }, ["spec", "meshConfig"]],
  ["sailoperator.io/v1", "Istio", { values: { meshConfig: any } }, ["spec", "values", "meshConfig"]],
])("%s %s", (apiVersion, kind, spec, prefix) => {
  const path = [...prefix, "outboundTrafficPolicy", "mode"];
  const [found] = judge(ID, mesh(apiVersion, kind, spec));
  expect(found).toMatchObject({ path, text: "ALLOW_ANY" });
  expect(found?.finding.fixes).toMatchObject([
    { safety: "harden", changes: [{ path, value: "REGISTRY_ONLY" }] },
  ]);
});

test("a ServiceEntry for everything", () => {
  expect(judge(ID, mesh(NETWORKING, "ServiceEntry", { hosts: ["a.example.com", "*.com"] }))).toMatchObject([
    { path: ["spec", "hosts", 1], severity: "medium" },
  ]);
  expect(judge(ID, mesh(NETWORKING, "ServiceEntry", { hosts: ["*.example.com"] }))).toEqual([]);
});

test("registered hosts only is quiet", () => {
  expect(
    judge(ID, mesh(NETWORKING, "Sidecar", { outboundTrafficPolicy: { mode: "REGISTRY_ONLY" } })),
  ).toEqual([]);
  expect(judge(ID, mesh(NETWORKING, "Sidecar", {}))).toEqual([]);
});
