import { KEYS } from "../../../rules/edge/ingress-plain-redirect";
import type { PolicySource } from "../../policy-source";
import { INGRESSES } from "../edges";
import { notesWhere } from "../expressions";

/** Annotations that keep plain HTTP alive beside TLS. */
export const ingressPlainRedirectPolicy: PolicySource = {
  rule: "edge/ingress-plain-redirect",
  match: INGRESSES,
  offences: `variables.spec.?tls.orValue([]).size() == 0 ? [] : ${notesWhere(KEYS.map(([key, bad]) => `(k == '${key}' && variables.notes[k] == '${bad}')`).join(" || "))}`,
};
