import { listAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";
import { type ClusterSetting, checkSettings } from "./cluster-settings";

/** Source: CIS AKS benchmark 1.8; Azure Service Operator, ManagedCluster. */
const SETTINGS: readonly ClusterSetting[] = [
  {
    path: ["spec", "apiServerAccessProfile", "enablePrivateCluster"],
    isFault: (value, object) =>
      value !== true && listAt(object, "spec", "apiServerAccessProfile", "authorizedIPRanges").length === 0,
    message:
      "the API server is reachable from the whole internet: neither a private cluster nor authorised ranges",
    severity: "high",
  },
  {
    path: ["spec", "disableLocalAccounts"],
    isFault: (value) => value !== true,
    message: "local accounts are on, so a certificate of cluster-admin can be fetched past Entra ID",
  },
  {
    path: ["spec", "aadProfile", "managed"],
    isFault: (value, object) =>
      value !== true && listAt(object, "spec", "aadProfile", "adminGroupObjectIDs").length === 0,
    message: "logins are not bound to Entra ID",
  },
  {
    path: ["spec", "networkProfile", "networkPolicy"],
    isFault: (value) => value === undefined || value === "none",
    message: "no network policy engine is chosen, so NetworkPolicies have no effect",
  },
  {
    path: ["spec", "securityProfile", "workloadIdentity", "enabled"],
    isFault: (value) => value !== true,
    message: "workload identity is off, so pods need stored credentials or the node's identity",
  },
];

/** Source: see the table. */
export const aksCluster = defineResourceRule({
  id: "operations/aks-cluster",
  title: "AKS cluster is open or lacks an identity boundary",
  severity: "medium",
  why: "A public API server and local accounts leave one leaked file between the internet and cluster-admin.",
  remediation:
    "Make the cluster private or name authorised ranges, switch local accounts off, and choose a network policy engine and workload identity.",
  standards: { nsa: ["control-plane"], mitre: ["T1133", "T1078"], owasp: ["K09", "K06"] },
  equivalents: { kubescape: ["C-0239", "C-0240", "C-0247", "C-0248", "C-0250", "C-0251", "C-0252"] },
  controls: ["aks-azure-rbac-cni-acr-private-cluster", "aks-workload-identity-on"],
  since: "0.1.0",
  appliesTo: ["containerservice.azure.com/ManagedCluster"],
  check(context) {
    checkSettings(context, SETTINGS);
  },
});
