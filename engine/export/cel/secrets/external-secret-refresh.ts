import type { PolicySource } from "../../policy-source";
import { when } from "../expressions";

/** Secrets of a vault that are fetched once. */
export const externalSecretRefreshPolicy: PolicySource = {
  rule: "secrets/external-secret-refresh",
  match: [{ group: "external-secrets.io", resources: ["externalsecrets", "clusterexternalsecrets"] }],
  offences: when(
    "[variables.root.kind == 'ExternalSecret' ? variables.spec : variables.spec.?externalSecretSpec.orValue({})].exists(s, s.?refreshPolicy.orValue('') == 'CreatedOnce' || (s.?refreshPolicy.orValue('') != 'OnChange' && s.?refreshInterval.orValue('1h').matches('^(0(ns|us|µs|ms|s|m|h)?)+$')))",
    "the refresh",
  ),
};
