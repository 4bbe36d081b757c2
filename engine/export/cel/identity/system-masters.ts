import type { PolicySource } from "../../policy-source";
import { when } from "../expressions";
import { BINDING_VARIABLES, BINDINGS, subjectsWhere } from "../roles";

/** Bindings to system:masters, and cloud identities that aws-auth puts into it. */
export const systemMastersPolicy: PolicySource = {
  rule: "identity/system-masters",
  match: [...BINDINGS, { group: "", resources: ["configmaps"] }],
  variables: BINDING_VARIABLES,
  offences: `variables.root.kind == 'ConfigMap' ? ${when("variables.root.metadata.?name.orValue('') == 'aws-auth' && ['mapRoles', 'mapUsers'].exists(k, variables.root.?data[?k].orValue('').contains('system:masters'))", "aws-auth")} : ${subjectsWhere("s.kind == 'Group' && s.name == 'system:masters'")}`,
};
