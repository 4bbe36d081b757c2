import type { PolicySource } from "../../policy-source";
import { notesWhere } from "../expressions";

/** Cloud identities of default accounts. */
export const defaultAccountCloudRolePolicy: PolicySource = {
  rule: "identity/default-account-cloud-role",
  match: [{ group: "", resources: ["serviceaccounts"] }],
  offences: notesWhere(
    "variables.root.metadata.?name.orValue('') == 'default' && variables.notes[k] != '' && k in ['eks.amazonaws.com/role-arn', 'iam.gke.io/gcp-service-account', 'azure.workload.identity/client-id']",
  ),
};
