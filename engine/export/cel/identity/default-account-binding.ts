import type { PolicySource } from "../../policy-source";
import { listAt } from "../expressions";
import { BINDINGS } from "../roles";

/** Bindings to default accounts. */
export const defaultAccountBindingPolicy: PolicySource = {
  rule: "identity/default-account-binding",
  match: BINDINGS,
  offences: `${listAt("variables.root.?subjects")}.filter(s, (s.kind == 'ServiceAccount' && s.name == 'default') || (s.kind == 'User' && s.name.matches('^system:serviceaccount:[^:]+:default$'))).map(s, s.kind + ' ' + s.name + ' ' + string(s.?namespace.orValue('')))`,
};
