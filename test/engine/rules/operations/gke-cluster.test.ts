import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { places } from "../../places";

const rule = "operations/gke-cluster";
const good = readFileSync("docs/examples/operations/gke-cluster.good.yaml", "utf8");

test.each([
  ["enableShieldedNodes: true", "enableShieldedNodes: false", "spec.enableShieldedNodes false"],
  ["enableShieldedNodes: true", "enableLegacyAbac: true", "spec.enableLegacyAbac true"],
  [
    "enablePrivateNodes: true",
    "enablePrivateNodes: false",
    "spec.privateClusterConfig.enablePrivateNodes false",
  ],
  ["COS_CONTAINERD", "UBUNTU_CONTAINERD", "spec.nodeConfig.imageType UBUNTU_CONTAINERD"],
])("gke-artifact-registry-cos-shielded-nodes-wi: %s → %s", (from, to, expected) => {
  expect(places(rule, good.replace(from, to))).toEqual([expected]);
});
