import type { PolicySource } from "../../policy-source";
import { when } from "../expressions";

/** Vaults that are asked over plain HTTP, or by any certificate. */
export const vaultConnectionPolicy: PolicySource = {
  rule: "secrets/vault-connection",
  match: [{ group: "secrets-store.csi.x-k8s.io", resources: ["secretproviderclasses"] }],
  offences: when(
    "variables.spec.?provider.orValue('') == 'vault' && ((variables.spec.?parameters.?vaultAddress.orValue('').lowerAscii().startsWith('http://') && !variables.spec.parameters.vaultAddress.lowerAscii().matches('^http://(127[.]|localhost|[[]::1[]])')) || variables.spec.?parameters.?vaultSkipTLSVerify.orValue('').lowerAscii() == 'true')",
    "the connection",
  ),
};
