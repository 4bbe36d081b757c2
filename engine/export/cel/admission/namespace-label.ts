import type { PolicySource } from "../../policy-source";

/** Labels of Pod Security that cannot be read. */
export const namespaceLabelPolicy: PolicySource = {
  rule: "admission/namespace-label",
  match: [{ group: "", resources: ["namespaces"] }],
  offences:
    "variables.marks.filter(k, k.startsWith('pod-security.kubernetes.io/') && !(k.substring(27) in ['enforce', 'audit', 'warn'] ? variables.marks[k] in ['privileged', 'baseline', 'restricted'] : k.substring(27) in ['enforce-version', 'audit-version', 'warn-version'] && variables.marks[k].matches('^(latest|v1[.][0-9]{1,3})$'))).map(k, 'label ' + k)",
};
