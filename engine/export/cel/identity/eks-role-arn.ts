import type { PolicySource } from "../../policy-source";
import { notesWhere, pattern } from "../expressions";

/** RE2 repeats at most a thousand times. */
const ARN = /^arn:aws[a-z-]*:iam::[0-9]{12}:role\/[A-Za-z0-9_+=,.@/-]{1,576}$/;

/** Annotations that are no ARN of a role. */
export const eksRoleArnPolicy: PolicySource = {
  rule: "identity/eks-role-arn",
  match: [{ group: "", resources: ["serviceaccounts"] }],
  offences: notesWhere(`k == 'eks.amazonaws.com/role-arn' && !variables.notes[k].matches(${pattern(ARN)})`),
};
