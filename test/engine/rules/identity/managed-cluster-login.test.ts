import { expect, test } from "vitest";
import { judge } from "../../judge";
import { aks, gke } from "./managed-cluster";

const id = "identity/managed-cluster-login";

test("local accounts of AKS, with a fix", () => {
  const found = judge(id, aks("disableLocalAccounts: false"));
  expect(found).toMatchObject([
    { rule: id, path: ["spec", "disableLocalAccounts"], text: "false", severity: "high" },
  ]);
  expect(found[0]?.finding.fixes[0]?.changes).toEqual([
    { op: "set", path: ["spec", "disableLocalAccounts"], value: true },
  ]);
});

test.each([
  [
    "masterAuth: {clientCertificateConfig: {issueClientCertificate: true}}",
    ["spec", "masterAuth", "clientCertificateConfig", "issueClientCertificate"],
  ],
  ["masterAuth: {username: admin}", ["spec", "masterAuth", "username"]],
])("GKE: %s", (body, path) => {
  expect(judge(id, gke(body))).toMatchObject([{ path }]);
});

test.each([aks("disableLocalAccounts: true"), gke("location: x")])("is silent on %#", (text) => {
  expect(judge(id, text)).toEqual([]);
});
