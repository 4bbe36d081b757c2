import { listAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";
import { type ClusterSetting, checkSettings } from "./cluster-settings";

/**
 * Source: CIS AKS benchmark 1.8; Azure Service Operator, ManagedCluster. The endpoint, local accounts and workload
 * identity have rules of their own, for every cloud.
 */
const SETTINGS: readonly ClusterSetting[] = [
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
];

/** Source: see the table. */
export const aksCluster = defineResourceRule({
  id: "operations/aks-cluster",
  title: "AKS cluster enforces no network policy or knows no directory",
  severity: "medium",
  why: "Without a network policy engine every NetworkPolicy is a wish, and without Entra ID nobody can be shut out of the cluster by the directory.",
  remediation: "Choose a network policy engine and bind logins to Entra ID.",
  standards: { nsa: ["control-plane"], mitre: ["T1078", "T1210"], owasp: ["K09", "K06"] },
  equivalents: { kubescape: ["C-0239", "C-0240", "C-0247", "C-0248", "C-0250", "C-0251", "C-0252"] },
  controls: ["aks-azure-rbac-cni-acr-private-cluster"],
  since: "0.1.0",
  appliesTo: ["containerservice.azure.com/ManagedCluster"],
  check(context) {
    checkSettings(context, SETTINGS);
  },
});
