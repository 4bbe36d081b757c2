import { expect, test } from "vitest";
import { judge } from "../../judge";
import { aks, eksctl, gke } from "./managed-cluster";

const id = "identity/managed-cluster-workload-identity";
const on = "securityProfile: {workloadIdentity: {enabled: true}}";

test.each([
  [gke("location: x"), ["spec", "workloadIdentityConfig", "workloadPool"]],
  [aks("enableRBAC: true"), ["spec", "securityProfile", "workloadIdentity", "enabled"]],
  [aks(on), ["spec", "oidcIssuerProfile", "enabled"]],
  [eksctl("iam: {withOIDC: false}"), ["iam", "withOIDC"]],
])("is off (%#)", (text, path) => {
  expect(judge(id, text)).toMatchObject([{ rule: id, path, severity: "medium" }]);
});

test.each([
  gke("workloadIdentityConfig: {workloadPool: shop.svc.id.goog}"),
  gke("enableAutopilot: true"),
  aks(`${on}, oidcIssuerProfile: {enabled: true}`),
  eksctl("iam: {withOIDC: true}"),
  eksctl("addons: [{name: eks-pod-identity-agent}]"),
])("is on (%#)", (text) => {
  expect(judge(id, text)).toEqual([]);
});
