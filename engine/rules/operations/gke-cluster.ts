import { defineResourceRule } from "../define-rule";
import { type ClusterSetting, checkSettings } from "./cluster-settings";

/**
 * Source: CIS GKE benchmark 1.9; Config Connector, ContainerCluster. The endpoint and workload identity have rules of
 * their own, for every cloud.
 */
const SETTINGS: readonly ClusterSetting[] = [
  {
    path: ["spec", "privateClusterConfig", "enablePrivateNodes"],
    isFault: (value) => value !== true,
    message: "the nodes have public addresses",
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
  title: "GKE cluster has public or unguarded nodes, or legacy authorization",
  severity: "medium",
  why: "A node with a public address or without its guards is attacked directly, and legacy authorization hands out rights that no role shows.",
  remediation: "Use private shielded nodes with Container-Optimized OS, and leave legacy authorization off.",
  standards: { nsa: ["control-plane"], mitre: ["T1133", "T1078"], owasp: ["K09", "K06"] },
  equivalents: { kubescape: ["C-0226", "C-0308"] },
  controls: ["gke-artifact-registry-cos-shielded-nodes-wi"],
  since: "0.1.0",
  appliesTo: ["container.cnrm.cloud.google.com/ContainerCluster"],
  check(context) {
    checkSettings(context, SETTINGS);
  },
});
