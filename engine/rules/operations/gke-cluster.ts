import { valueAt } from "../../json";
import { defineResourceRule } from "../define-rule";
import { type ClusterSetting, checkSettings } from "./cluster-settings";

/** Source: CIS GKE benchmark 1.9; Config Connector, ContainerCluster. */
const SETTINGS: readonly ClusterSetting[] = [
  {
    path: ["spec", "masterAuthorizedNetworksConfig"],
    isFault: (value, object) =>
      value === undefined &&
      valueAt(object, ["spec", "privateClusterConfig", "enablePrivateEndpoint"]) !== true,
    message: "the API server is reachable from the whole internet",
    severity: "high",
  },
  {
    path: ["spec", "privateClusterConfig", "enablePrivateNodes"],
    isFault: (value) => value !== true,
    message: "the nodes have public addresses",
  },
  {
    path: ["spec", "workloadIdentityConfig", "workloadPool"],
    isFault: (value, object) =>
      typeof value !== "string" && valueAt(object, ["spec", "enableAutopilot"]) !== true,
    message: "workload identity is off, so pods use the node's service account",
  },
  {
    path: ["spec", "enableLegacyAbac"],
    isFault: (value) => value === true,
    message: "legacy authorization gives every account wide rights beside RBAC",
    severity: "high",
  },
  {
    path: ["spec", "enableShieldedNodes"],
    isFault: (value) => value === false,
    message: "shielded nodes are off, so a stolen node identity can register as another node",
  },
  {
    path: ["spec", "nodeConfig", "imageType"],
    isFault: (value) => typeof value === "string" && !/^COS_CONTAINERD$/i.test(value),
    message: "the nodes do not run the hardened Container-Optimized OS",
    severity: "low",
  },
];

/** Source: see the table. */
export const gkeCluster = defineResourceRule({
  id: "operations/gke-cluster",
  title: "GKE cluster is open or lends pods the node's identity",
  severity: "medium",
  why: "A public API server is one leaked token away from anybody, and without workload identity every pod speaks for its node.",
  remediation:
    "Name authorised networks, use private shielded nodes with Container-Optimized OS, and switch workload identity on.",
  standards: { nsa: ["control-plane"], mitre: ["T1133", "T1552.005"], owasp: ["K09", "K06"] },
  equivalents: { kubescape: ["C-0226", "C-0308"] },
  controls: ["gke-artifact-registry-cos-shielded-nodes-wi", "gke-workload-identity-on"],
  since: "0.1.0",
  appliesTo: ["container.cnrm.cloud.google.com/ContainerCluster"],
  check(context) {
    checkSettings(context, SETTINGS);
  },
});
