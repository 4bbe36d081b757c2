import { ACCOUNT } from "../../../rules/identity/gke-service-account";
import type { PolicySource } from "../../policy-source";
import { notesWhere, pattern } from "../expressions";

/** Annotations that are no address of a service account of their own. */
export const gkeServiceAccountPolicy: PolicySource = {
  rule: "identity/gke-service-account",
  match: [{ group: "", resources: ["serviceaccounts"] }],
  offences: notesWhere(
    `k == 'iam.gke.io/gcp-service-account' && !variables.notes[k].matches(${pattern(ACCOUNT)})`,
  ),
};
