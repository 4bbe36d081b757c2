import { WORKLOAD_KINDS } from "../../kubernetes/pod-template";
import { defineInventoryRule } from "../define-rule";
import { accountUses } from "./accounts";

/** Source: Amazon EKS best practices, "Update the aws-node daemonset to use IRSA". */
export const awsNodeRole = defineInventoryRule({
  id: "identity/aws-node-role",
  title: "aws-node uses the role of the node",
  severity: "medium",
  why: "The network plug-in then works with the node's own role, which must keep its rights to addresses: every pod that reaches the metadata service has them too.",
  remediation:
    "Annotate the account aws-node with a role of its own, or make a pod identity association, and take AmazonEKS_CNI_Policy from the node role.",
  standards: { mitre: ["T1552.005"], owasp: ["K03"] },
  equivalents: { kyverno: ["require-aws-node-irsa"] },
  controls: ["irsa-pod-identity-for-aws-node"],
  waive: "A pod identity association, which is made outside of the cluster, gives the role.",
  since: "0.1.0",
  appliesTo: [...WORKLOAD_KINDS, "ServiceAccount"],
  eachNamespace: true,
  check({ inventory, report }) {
    for (const { fact, accountFact, path } of accountUses(inventory)) {
      if (fact.groupKind !== "apps/DaemonSet" || fact.name !== "aws-node" || !accountFact) continue;
      if (accountFact.annotations["eks.amazonaws.com/role-arn"]) continue;
      report(fact, {
        path,
        message: `DaemonSet "aws-node" runs as account "${accountFact.name ?? ""}", which has no role of its own (eks.amazonaws.com/role-arn)`,
        related: [{ fact: accountFact, path: ["metadata", "annotations"], message: "the account" }],
      });
    }
  },
});
