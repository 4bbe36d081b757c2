import type { PolicySource } from "../../policy-source";

/** Tokens that an account lists. */
export const accountSecretsPolicy: PolicySource = {
  rule: "identity/account-secrets",
  match: [{ group: "", resources: ["serviceaccounts"] }],
  offences:
    "variables.root.?secrets.orValue([]).filter(s, s.?name.orValue('').matches('-token(-[a-z0-9]{5})?$')).map(s, 'secret ' + s.name)",
};
