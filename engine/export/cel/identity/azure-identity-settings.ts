import type { PolicySource } from "../../policy-source";

const FAULTS =
  "m.filter(k, (k in ['azure.workload.identity/client-id', 'azure.workload.identity/tenant-id'] && !m[k].matches('(?i)^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$')) || (k == 'azure.workload.identity/service-account-token-expiration' && !(m[k].matches('^[0-9]{1,9}$') && int(m[k]) >= 3600 && int(m[k]) <= 86400))).map(k, 'annotation ' + k)";

/** Azure identities that are no UUID, and lifetimes out of bounds. */
export const azureIdentitySettingsPolicy: PolicySource = {
  rule: "identity/azure-identity-settings",
  match: "pods",
  also: [{ group: "", resources: ["serviceaccounts"] }],
  offences: `[variables.notes, variables.root.kind == 'ServiceAccount' ? {} : variables.annotations].map(m, ${FAULTS}).map(l, l.join('\\n')).join('\\n').split('\\n').filter(l, l != '')`,
};
