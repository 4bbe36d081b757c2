import type { PolicySource } from "../../policy-source";
import { when } from "../expressions";

/** Claims that name no storage class. */
export const storageClassPolicy: PolicySource = {
  rule: "resources/storage-class",
  match: [
    { group: "", resources: ["persistentvolumeclaims"] },
    { group: "apps", resources: ["statefulsets"] },
  ],
  offences: `variables.root.kind == 'StatefulSet' ? variables.spec.?volumeClaimTemplates.orValue([]).filter(t, !t.?spec.?storageClassName.hasValue()).map(t, 'claim ' + string(t.?metadata.?name.orValue('?'))) : ${when("!variables.spec.?storageClassName.hasValue()", "the claim")}`,
};
