import { defineResourceRule } from "../define-rule";
import { isPlaceholder } from "../secrets/secret-evidence";

const ANNOTATION = "eks.amazonaws.com/role-arn";
const ARN = /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,576}$/;

/** Source: Amazon EKS, IAM roles for service accounts; IAM identifiers. */
export const eksRoleArn = defineResourceRule({
  id: "identity/eks-role-arn",
  title: "Role ARN of a service account is malformed",
  severity: "medium",
  why: "Pods of the account get no credentials from a malformed ARN, and their SDK falls back to the role of the node, which may do more or less than was meant.",
  remediation: "Write arn:aws:iam::ACCOUNT:role/NAME with the twelve digits of the account.",
  standards: { mitre: ["T1552.005"], owasp: ["K08"] },
  controls: ["eks-role-arn-format"],
  since: "0.1.0",
  appliesTo: ["ServiceAccount"],
  check({ resource, report }) {
    const arn = resource.annotations[ANNOTATION];
    if (arn === undefined || (arn !== "" && isPlaceholder(arn)) || ARN.test(arn)) return;
    report({
      path: ["metadata", "annotations", ANNOTATION],
      message: `"${arn}" is no ARN of an IAM role`,
    });
  },
});
