import { fix, set } from "../../fixes/change";
import { booleanAt, stringAt } from "../../kubernetes/fields";
import { groupKind } from "../../kubernetes/resource";
import { defineResourceRule } from "../define-rule";
import { MANAGED_CLUSTERS } from "./managed-cluster";

/** Sources: Azure managedClusters (`disableLocalAccounts`, `aadProfile`); Config Connector, ContainerCluster (`masterAuth`). */
export const managedClusterLogin = defineResourceRule({
  id: "identity/managed-cluster-login",
  title: "Managed cluster has logins past the identity provider",
  severity: "high",
  why: "A local administrator's certificate belongs to nobody, knows no second factor and cannot be withdrawn from one person.",
  remediation: "Switch local accounts off and let people log in through Entra ID (AKS) or IAM (GKE).",
  standards: { nsa: ["rbac"], mitre: ["T1078"], owasp: ["K06"] },
  equivalents: { kubescape: ["C-0239", "C-0241", "C-0250"] },
  controls: ["aks-azure-rbac-cni-acr-private-cluster"],
  fixable: true,
  since: "0.1.0",
  appliesTo: [MANAGED_CLUSTERS.aks, MANAGED_CLUSTERS.gke],
  check({ resource, report }) {
    const { object } = resource;
    if (groupKind(resource) === MANAGED_CLUSTERS.gke) {
      const certificate = ["spec", "masterAuth", "clientCertificateConfig", "issueClientCertificate"];
      if (booleanAt(object, ...certificate) === true)
        report({ path: certificate, message: "the cluster issues a client certificate, a login past IAM" });
      if (stringAt(object, "spec", "masterAuth", "username"))
        report({
          path: ["spec", "masterAuth", "username"],
          message: "the cluster has a login by user name and password",
        });
      return;
    }
    const local = ["spec", "disableLocalAccounts"];
    if (booleanAt(object, ...local) !== true)
      report({
        path: local,
        message: "local accounts are on: their administrator's certificate passes Entra ID",
        fixes: [
          fix("harden", "Switch local accounts off; logins by the local certificate stop", set(local, true)),
        ],
      });
  },
});
