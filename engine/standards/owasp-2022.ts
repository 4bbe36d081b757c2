import type { StandardEdition } from "./standard";

/** OWASP Kubernetes Top Ten 2022. Rules carry the numbers of this edition. */
export const OWASP_2022: StandardEdition = {
  name: "owasp",
  edition: "2022",
  title: "OWASP Kubernetes Top Ten 2022",
  key: "owasp",
  controls: [
    { id: "K01", title: "Insecure Workload Configurations" },
    { id: "K02", title: "Supply Chain Vulnerabilities" },
    { id: "K03", title: "Overly Permissive RBAC Configurations" },
    { id: "K04", title: "Lack of Centralized Policy Enforcement" },
    { id: "K05", title: "Inadequate Logging and Monitoring" },
    { id: "K06", title: "Broken Authentication Mechanisms" },
    { id: "K07", title: "Missing Network Segmentation Controls" },
    { id: "K08", title: "Secrets Management Failures" },
    { id: "K09", title: "Misconfigured Cluster Components" },
    { id: "K10", title: "Outdated and Vulnerable Kubernetes Components" },
  ],
};
