import { BROAD_SUBJECTS } from "../../../rules/identity/binding";
import type { PolicySource } from "../../policy-source";
import { listOf } from "../expressions";
import { BINDING_VARIABLES, subjectsWhere } from "../roles";

/** Bindings of edit and admin in the whole cluster. */
export const clusterWideEditPolicy: PolicySource = {
  rule: "identity/cluster-wide-edit",
  match: [{ group: "rbac.authorization.k8s.io", resources: ["clusterrolebindings"] }],
  variables: BINDING_VARIABLES,
  offences: `variables.root.roleRef.name in ['edit', 'admin'] ? ${subjectsWhere(`!(s.name in ${listOf(BROAD_SUBJECTS)})`)} : []`,
};
