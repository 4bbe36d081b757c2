import { mapsAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";
import { type ClusterSetting, checkSettings } from "./cluster-settings";

/**
 * Source: CIS EKS benchmark 1.8; eksctl's ClusterConfig schema and its defaults. The endpoint and workload identity have
 * rules of their own, for every cloud.
 */
const SETTINGS: readonly ClusterSetting[] = [
  {
    path: ["cloudWatch", "clusterLogging", "enableTypes"],
    isFault: (value) =>
      !Array.isArray(value) || !value.some((each) => ["audit", "all", "*"].includes(String(each))),
    message: "the audit log of the API server is not kept",
  },
  {
    path: ["secretsEncryption", "keyARN"],
    isFault: (value) => typeof value !== "string" || value === "",
    message: "Secrets are not encrypted with a key of your own",
  },
];

/** Source: see the table. */
export const eksCluster = defineResourceRule({
  id: "operations/eks-cluster",
  title: "EKS cluster keeps no audit log, or its nodes are public",
  severity: "medium",
  why: "Without an audit log nobody can tell what was done with a stolen token, and a node with a public address is attacked directly.",
  remediation: "Keep the audit log, encrypt Secrets with a KMS key, and put nodes into private subnets.",
  standards: { nsa: ["control-plane", "audit-logging"], mitre: ["T1133"], owasp: ["K09", "K05"] },
  equivalents: {
    kubescape: [
      "C-0221",
      "C-0222",
      "C-0223",
      "C-0227",
      "C-0228",
      "C-0229",
      "C-0230",
      "C-0232",
      "C-0233",
      "C-0235",
      "C-0238",
    ],
  },
  controls: ["eks-endpoint-public-private-nodes-logs-ecr"],
  since: "0.1.0",
  appliesTo: ["eksctl.io/ClusterConfig"],
  check(context) {
    checkSettings(context, SETTINGS);
    for (const list of ["nodeGroups", "managedNodeGroups"]) {
      for (const { index, value } of mapsAt(context.resource.object, list)) {
        if (value.privateNetworking === true) continue;
        context.report({
          path: [list, index, "privateNetworking"],
          message: "the nodes of this group have public addresses",
        });
      }
    }
  },
});
