import type { StandardEdition } from "./standard";

/**
 * OWASP Kubernetes Top Ten 2025, by the numbers of 2022 that it continues. Supply chain (K02 of 2022) has no number any
 * more; exposed components and the way from the cluster to the cloud are new.
 */
export const OWASP_2025: StandardEdition = {
  name: "owasp",
  edition: "2025",
  title: "OWASP Kubernetes Top Ten 2025",
  key: "owasp",
  controls: [
    { id: "K01", title: "Insecure Workload Configurations", same: ["K01"] },
    { id: "K02", title: "Overly Permissive Authorization Configurations", same: ["K03"] },
    { id: "K03", title: "Secrets Management Failures", same: ["K08"] },
    { id: "K04", title: "Lack of Cluster Level Policy Enforcement", same: ["K04"] },
    { id: "K05", title: "Missing Network Segmentation Controls", same: ["K07"] },
    {
      id: "K06",
      title: "Overly Exposed Kubernetes Components",
      same: [],
      rules: [
        "control-plane/anonymous-requests",
        "control-plane/component-bind-address",
        "control-plane/etcd-client-authentication",
        "control-plane/insecure-bind-address",
        "control-plane/insecure-port",
        "control-plane/kube-proxy-metrics-address",
        "control-plane/kubelet-anonymous",
        "control-plane/kubelet-read-only-port",
        "edge/admin-console-exposed",
        "identity/managed-cluster-endpoint",
        "operations/eks-cluster",
        "operations/gke-cluster",
        "workload/kubernetes-dashboard",
      ],
    },
    { id: "K07", title: "Misconfigured and Vulnerable Cluster Components", same: ["K09", "K10"] },
    { id: "K08", title: "Cluster to Cloud Lateral Movement", same: [], mitre: ["T1552.005"] },
    { id: "K09", title: "Broken Authentication Mechanisms", same: ["K06"] },
    { id: "K10", title: "Inadequate Logging and Monitoring", same: ["K05"] },
  ],
};
