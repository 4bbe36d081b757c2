import { BROAD_SUBJECTS } from "../../../rules/identity/binding";
import type { PolicySource } from "../../policy-source";
import { listOf } from "../expressions";
import { BINDING_VARIABLES, BINDINGS, subjectsWhere } from "../roles";

/** Bindings of cluster-admin to others than the groups that other rules judge. */
export const clusterAdminBindingPolicy: PolicySource = {
  rule: "identity/cluster-admin-binding",
  match: BINDINGS,
  variables: BINDING_VARIABLES,
  offences: `variables.root.roleRef.kind == 'ClusterRole' && variables.root.roleRef.name == 'cluster-admin' ? ${subjectsWhere(`!(s.name in ${listOf(BROAD_SUBJECTS)})`)} : []`,
};
