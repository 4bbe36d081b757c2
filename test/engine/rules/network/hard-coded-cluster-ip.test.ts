import { expect, test } from "vitest";
import { stringify } from "yaml";
import { judge } from "../../judge";

const ID = "network/hard-coded-cluster-ip";
const service = (spec: object, metadata: object = {}) =>
  stringify({ apiVersion: "v1", kind: "Service", metadata: { name: "web", ...metadata }, spec });

test("an address is reported, and removed with its list", () => {
  const [found] = judge(ID, service({ clusterIP: "10.96.4.4", clusterIPs: ["10.96.4.4"] }));
  expect(found).toMatchObject({ path: ["spec", "clusterIP"], text: "10.96.4.4" });
  expect(found?.finding.fixes).toMatchObject([
    { safety: "unsafe", changes: [{ path: ["spec", "clusterIP"] }, { path: ["spec", "clusterIPs"] }] },
  ]);
  expect(judge(ID, service({ clusterIPs: ["10.96.4.4"] }))).toMatchObject([
    { path: ["spec", "clusterIPs", 0] },
  ]);
});

test.each([{ clusterIP: "None" }, { clusterIP: "" }, {}, { clusterIP: 5 }])("%j is quiet", (spec) => {
  expect(judge(ID, service(spec))).toEqual([]);
});

test("the cluster's DNS has its address by design", () => {
  const metadata = { name: "kube-dns", namespace: "kube-system" };
  expect(judge(ID, service({ clusterIP: "10.96.0.10" }, metadata))).toEqual([]);
});
