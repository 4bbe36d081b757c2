import type { PolicySource } from "../../policy-source";

/** Values of a vault that are copied into a Secret. */
export const syncedSecretPolicy: PolicySource = {
  rule: "secrets/synced-secret",
  match: [{ group: "secrets-store.csi.x-k8s.io", resources: ["secretproviderclasses"] }],
  offences:
    "variables.spec.?secretObjects.orValue([]).filter(s, s.?secretName.orValue('') != '').map(s, 'secret ' + s.secretName)",
};
