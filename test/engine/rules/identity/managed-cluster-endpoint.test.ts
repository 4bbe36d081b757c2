import { expect, test } from "vitest";
import { judge } from "../../judge";
import { aks, eks, eksctl, gke } from "./managed-cluster";

const id = "identity/managed-cluster-endpoint";

test.each([
  [eksctl("iam: {withOIDC: true}"), ["vpc", "publicAccessCIDRs"]],
  [eksctl("vpc: {publicAccessCIDRs: [192.0.2.0/24, 0.0.0.0/0]}"), ["vpc", "publicAccessCIDRs", 1]],
  [
    eks("resourcesVPCConfig: {endpointPrivateAccess: true}"),
    ["spec", "resourcesVPCConfig", "publicAccessCIDRs"],
  ],
  [aks("enableRBAC: true"), ["spec", "apiServerAccessProfile", "authorizedIPRanges"]],
  [gke("location: x"), ["spec", "masterAuthorizedNetworksConfig"]],
  [
    gke("masterAuthorizedNetworksConfig: {cidrBlocks: [{cidrBlock: 0.0.0.0/0}]}"),
    ["spec", "masterAuthorizedNetworksConfig", "cidrBlocks", 0, "cidrBlock"],
  ],
])("is open (%#)", (text, path) => {
  expect(judge(id, text)).toMatchObject([{ rule: id, path, severity: "medium" }]);
});

test.each([
  eksctl("vpc: {clusterEndpoints: {publicAccess: false, privateAccess: true}}"),
  eksctl("vpc: {publicAccessCIDRs: [192.0.2.0/24]}"),
  eks("resourcesVPCConfig: {endpointPublicAccess: false}"),
  aks("apiServerAccessProfile: {enablePrivateCluster: true}"),
  aks("apiServerAccessProfile: {authorizedIPRanges: [192.0.2.0/24]}"),
  gke("privateClusterConfig: {enablePrivateEndpoint: true}"),
  gke("masterAuthorizedNetworksConfig: {cidrBlocks: [{cidrBlock: 192.0.2.0/24}]}"),
])("is not (%#)", (text) => {
  expect(judge(id, text)).toEqual([]);
});
