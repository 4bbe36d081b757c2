import { booleanAt, stringAt } from "../../kubernetes/fields";
import { groupKind } from "../../kubernetes/resource";
import { defineResourceRule } from "../define-rule";
import { MANAGED_CLUSTERS } from "./managed-cluster";

/**
 * Sources: eksctl configuration (`iam.withOIDC`, default false; pod identity needs none); Azure managedClusters
 * (`securityProfile.workloadIdentity`, `oidcIssuerProfile`); Config Connector, ContainerCluster (Autopilot has it).
 */
export const managedClusterWorkloadIdentity = defineResourceRule({
  id: "identity/managed-cluster-workload-identity",
  title: "Managed cluster offers no workload identity",
  severity: "medium",
  why: "Without it pods reach the cloud by keys in Secrets or by the identity of the node, which every pod on it shares.",
  remediation:
    "Switch workload identity on: workloadPool (GKE), workloadIdentity with the OIDC issuer (AKS), withOIDC or pod identity (EKS).",
  standards: { mitre: ["T1552.005"], owasp: ["K08"] },
  equivalents: { kubescape: ["C-0308"] },
  controls: ["gke-workload-identity-on", "aks-workload-identity-on"],
  since: "0.1.0",
  appliesTo: [MANAGED_CLUSTERS.eksctl, MANAGED_CLUSTERS.aks, MANAGED_CLUSTERS.gke],
  check({ resource, report }) {
    const { object } = resource;
    const kind = groupKind(resource);
    if (kind === MANAGED_CLUSTERS.gke) {
      if (
        booleanAt(object, "spec", "enableAutopilot") ||
        stringAt(object, "spec", "workloadIdentityConfig", "workloadPool")
      )
        return;
      if (stringAt(object, "spec", "workloadIdentityConfig", "identityNamespace")) return;
      report({
        path: ["spec", "workloadIdentityConfig", "workloadPool"],
        message: "Workload Identity Federation is off: no workloadPool is given",
      });
    } else if (kind === MANAGED_CLUSTERS.aks) {
      const places = [
        ["spec", "securityProfile", "workloadIdentity", "enabled"],
        ["spec", "oidcIssuerProfile", "enabled"],
      ];
      const path = places.find((place) => booleanAt(object, ...place) !== true);
      if (path) report({ path, message: `workload identity is off: ${path.slice(1).join(".")} is not true` });
    } else {
      const path = ["iam", "withOIDC"];
      if (
        booleanAt(object, ...path) === true ||
        booleanAt(object, "addonsConfig", "autoApplyPodIdentityAssociations")
      )
        return;
      if (
        JSON.stringify(object.addons ?? "").includes("eks-pod-identity-agent") ||
        booleanAt(object, "autoModeConfig", "enabled")
      )
        return;
      report({
        path,
        message: "roles for service accounts are off: withOIDC is not true and there is no pod identity",
      });
    }
  },
});
