import type { PolicySource } from "../../policy-source";

/** Grants of every Secret or Service of a namespace. */
export const referenceGrantBroadPolicy: PolicySource = {
  rule: "edge/reference-grant-broad",
  match: [{ group: "gateway.networking.k8s.io", resources: ["referencegrants"] }],
  offences:
    "variables.spec.?to.orValue([]).filter(t, t.?name.orValue('') == '' && t.?kind.orValue('') in ['Secret', 'Service']).map(t, 'every ' + t.kind)",
};
