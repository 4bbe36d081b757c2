import type { PolicySource } from "../../policy-source";

/** Claims of a StatefulSet that let many pods write. The API server refuses the other faults. */
export const volumeClaimPolicy: PolicySource = {
  rule: "resources/volume-claim",
  match: [{ group: "apps", resources: ["statefulsets"] }],
  offences:
    "variables.spec.?volumeClaimTemplates.orValue([]).filter(t, 'ReadWriteMany' in t.?spec.?accessModes.orValue([])).map(t, 'claim ' + string(t.?metadata.?name.orValue('?')))",
};
