import type { PolicySource } from "../../policy-source";
import { when } from "../expressions";

/** Secrets that receive a token without an end. */
export const longLivedTokenPolicy: PolicySource = {
  rule: "secrets/long-lived-token",
  match: [{ group: "", resources: ["secrets"] }],
  offences: when("variables.root.?type.orValue('') == 'kubernetes.io/service-account-token'", "the token"),
};
