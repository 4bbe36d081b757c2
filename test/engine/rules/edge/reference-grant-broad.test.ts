import { expect, test } from "vitest";
import { judge } from "../../judge";
import { file, resource } from "../scope-manifests";

const ID = "edge/reference-grant-broad";
const grant = (...to: object[]) =>
  file(resource("gateway.networking.k8s.io/v1beta1", "ReferenceGrant", "g", { spec: { from: [], to } }));

test("every Secret is high, every Service low", () => {
  expect(judge(ID, grant({ kind: "Secret", name: "tls" }, { kind: "Secret" }))).toMatchObject([
    { path: ["spec", "to", 1, "name"], severity: "high" },
  ]);
  expect(judge(ID, grant({ kind: "Service" }))).toMatchObject([
    { path: ["spec", "to", 0, "name"], severity: "low" },
  ]);
});

test("a name is quiet", () => {
  expect(judge(ID, grant({ kind: "Secret", name: "tls" }, { kind: "Service", name: "web" }))).toEqual([]);
});
