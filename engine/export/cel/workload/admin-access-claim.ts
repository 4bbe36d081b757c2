import type { PolicySource } from "../../policy-source";

/** Requests for administrative access, in every form that the API has had. */
export const adminAccessClaimPolicy: PolicySource = {
  rule: "workload/admin-access-claim",
  match: [{ group: "resource.k8s.io", resources: ["resourceclaims", "resourceclaimtemplates"] }],
  variables: {
    requests:
      "variables.root.kind == 'ResourceClaimTemplate' ? variables.root.?spec.?spec.?devices.?requests.orValue([]) : variables.root.?spec.?devices.?requests.orValue([])",
  },
  offences:
    "(variables.requests == null ? [] : variables.requests).filter(r, r.?adminAccess.orValue(false) == true || r.?exactly.?adminAccess.orValue(false) == true).map(r, 'request ' + string(r.?name.orValue('?')))",
};
