import { expect, test } from "vitest";
import { judge } from "../../judge";
import { service } from "./manifests";

const ID = "edge/external-name-local";
const of = (externalName: string, type = "ExternalName") => judge(ID, service({ type, externalName }));

test.each([
  ["localhost", "the host of whoever follows it"],
  ["127.0.0.1", "the host of whoever follows it"],
  ["::1", "the host of whoever follows it"],
  ["localhost.localdomain", "the host of whoever follows it"],
  ["169.254.169.254", "the cloud's metadata service"],
  ["metadata.google.internal.", "the cloud's metadata service"],
  ["kubernetes.default.svc", "the API server"],
])("%s leads to %s", (name, hazard) => {
  expect(of(name)).toMatchObject([
    { path: ["spec", "externalName"], message: `"${name}" leads to ${hazard}` },
  ]);
});

test("another name is quiet, and so is a field that is not used", () => {
  expect(of("db.example.com")).toEqual([]);
  expect(of("203.0.113.9")).toEqual([]);
  expect(of("localhost", "ClusterIP")).toEqual([]);
});
