import { DIRECTIVES, INJECTABLE, PREFIX } from "../../../rules/edge/ingress-annotation-injection";
import type { PolicySource } from "../../policy-source";
import { INGRESSES } from "../edges";
import { listOf, pattern, quote } from "../expressions";

/** What ends a statement or opens a block; a quantifier such as {2} does neither. */
const BREAKS_OUT = "[\\x00-\\x1f;#`]|[{]([^0-9]|$)|[{][0-9]+(,[0-9]*)?([^0-9,}]|$)|(^|[^0-9,])[}]";

/** Annotations that break out of the configuration they are written into. */
export const ingressAnnotationInjectionPolicy: PolicySource = {
  rule: "edge/ingress-annotation-injection",
  match: INGRESSES,
  offences: `${listOf(Object.keys(INJECTABLE).map((name) => `${PREFIX}${name}`))}.filter(k, k in variables.notes && (variables.notes[k].trim().matches(${quote(BREAKS_OUT)}) || variables.notes[k].matches(${pattern(DIRECTIVES)}))).map(k, 'annotation ' + k)`,
};
