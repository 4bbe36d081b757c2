import { SENSITIVE } from "../../../rules/edge/ingress-path-injection";
import type { PolicySource } from "../../policy-source";
import { INGRESS_VARIABLES, INGRESSES, PATHS } from "../edges";
import { flat, pattern, quote } from "../expressions";

/** What ends or opens a statement; a backslash before these characters belongs to a regular expression. */
const BREAKS_OUT = '[\\x00-\\x1f;{}#"\\x27`]|\\s|\\\\([^.d/w-]|$)';

/** Paths that end a statement of the configuration, or name folders of the controller. */
export const ingressPathInjectionPolicy: PolicySource = {
  rule: "edge/ingress-path-injection",
  match: INGRESSES,
  variables: INGRESS_VARIABLES,
  offences: flat(
    `variables.rules.map(r, ${PATHS}.filter(p, p.?path.orValue('/').matches(${quote(BREAKS_OUT)}) || p.?path.orValue('/').matches(${pattern(SENSITIVE)})).map(p, 'a path of ' + string(r.?host.orValue('every host'))))`,
  ),
};
