import { expect, test } from "vitest";
import { judge } from "../../judge";
import { file, resource } from "../scope-manifests";
import { NETWORKING, SECURITY } from "./manifests";

const ID = "mesh/conflicting-resources";
const of = (apiVersion: string, kind: string, name: string, spec: object, namespace = "shop") =>
  resource(apiVersion, kind, name, { spec }, namespace);

test.each<[string, string, object, (string | number)[], string]>([
  [NETWORKING, "VirtualService", { hosts: ["api"] }, ["spec", "hosts", 0], 'host "api"'],
  [NETWORKING, "DestinationRule", { host: "api" }, ["spec", "host"], 'host "api"'],
  [NETWORKING, "Sidecar", {}, ["metadata", "name"], "the whole namespace"],
  [
    SECURITY,
    "PeerAuthentication",
    { selector: { matchLabels: { app: "x" } } },
    ["spec", "selector", "matchLabels"],
    "this selection of workloads",
  ],
])("%s %s", (apiVersion, kind, spec, path, what) => {
  const [found, ...others] = judge(
    ID,
    file(of(apiVersion, kind, "a", spec), of(apiVersion, kind, "b", spec)),
  );
  expect(found).toMatchObject({ path, message: `${what} is also claimed by ${kind} a` });
  expect(found?.finding.resource.name).toBe("b");
  expect(others).toEqual([]);
  expect(judge(ID, file(of(apiVersion, kind, "a", spec), of(apiVersion, kind, "b", spec, "other")))).toEqual(
    [],
  );
});

test("routes of a gateway are merged, and different hosts do not meet", () => {
  const route = (name: string, spec: object) => of(NETWORKING, "VirtualService", name, spec);
  const edge = { hosts: ["a.example.com"], gateways: ["edge"] };
  expect(judge(ID, file(route("a", edge), route("b", edge)))).toEqual([]);
  expect(judge(ID, file(route("a", { hosts: ["x"] }), route("b", { hosts: ["y"] })))).toEqual([]);
});
