import type { PolicySource } from "../../policy-source";
import { when } from "../expressions";

/** The label of pods on an account, where it does nothing. */
export const azureIdentityObsoleteLabelPolicy: PolicySource = {
  rule: "identity/azure-identity-obsolete-label",
  match: [{ group: "", resources: ["serviceaccounts"] }],
  offences: when(
    "'azure.workload.identity/use' in variables.marks || 'azure.workload.identity/use' in variables.notes",
    "azure.workload.identity/use",
  ),
};
