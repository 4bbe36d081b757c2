import { SNIPPETS } from "../../../rules/edge/ingress-snippet";
import type { PolicySource } from "../../policy-source";
import { INGRESSES } from "../edges";
import { notesWhere, pattern } from "../expressions";

/** Annotations that inject configuration. */
export const ingressSnippetPolicy: PolicySource = {
  rule: "edge/ingress-snippet",
  match: INGRESSES,
  offences: notesWhere(`k.matches(${pattern(SNIPPETS)}) && variables.notes[k].trim() != ''`),
};
