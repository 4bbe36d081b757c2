import { booleanAt, listAt, mapsAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";
import { type ClusterSetting, checkSettings } from "./cluster-settings";

/** Source: CIS EKS benchmark 1.8; eksctl's ClusterConfig schema and its defaults. */
const SETTINGS: readonly ClusterSetting[] = [
  {
    path: ["vpc", "publicAccessCIDRs"],
    isFault: (value, object) =>
      (!Array.isArray(value) || value.length === 0 || value.includes("0.0.0.0/0")) &&
      booleanAt(object, "vpc", "clusterEndpoints", "publicAccess") !== false,
    message: "the API server is reachable from the whole internet",
    severity: "high",
  },
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
  {
    path: ["iam", "withOIDC"],
    isFault: (value, object) =>
      value !== true && listAt(object, "iam", "podIdentityAssociations").length === 0,
    message: "pods cannot have identities of their own, so they use the node's",
  },
];

/** Source: see the table. */
export const eksCluster = defineResourceRule({
  id: "operations/eks-cluster",
  title: "EKS cluster is open or keeps no audit log",
  severity: "medium",
  why: "A public API server is one leaked token away from anybody; without an audit log nobody can tell what was done with it.",
  remediation:
    "Restrict the endpoint, keep the audit log, encrypt Secrets with a KMS key, put nodes into private subnets and give pods identities.",
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
