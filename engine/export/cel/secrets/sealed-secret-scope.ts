import type { PolicySource } from "../../policy-source";
import { when } from "../expressions";

/** Secrets that are sealed for any name in any namespace. */
export const sealedSecretScopePolicy: PolicySource = {
  rule: "secrets/sealed-secret-scope",
  match: [{ group: "bitnami.com", resources: ["sealedsecrets"] }],
  offences: when(
    "[variables.notes, variables.spec.?template.?metadata.?annotations.orValue({})].exists(m, m[?'sealedsecrets.bitnami.com/cluster-wide'].orValue('') == 'true')",
    "the scope",
  ),
};
