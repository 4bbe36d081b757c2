import type { PolicySource } from "../../policy-source";

/** Keys of a vault that do not name the namespace. */
export const externalSecretPrefixPolicy: PolicySource = {
  rule: "secrets/external-secret-prefix",
  match: [{ group: "external-secrets.io", resources: ["externalsecrets"] }],
  offences:
    "variables.spec.?data.orValue([]).filter(d, d.?remoteRef.?key.orValue('') != '' && variables.root.metadata.?namespace.orValue('') != '' && !d.remoteRef.key.replace('/', '-').replace('_', '-').replace('.', '-').contains(variables.root.metadata.namespace)).map(d, 'key ' + d.remoteRef.key)",
};
