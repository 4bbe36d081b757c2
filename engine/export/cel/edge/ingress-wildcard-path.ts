import { CATCH_ALL, INNER_WILDCARD } from "../../../rules/edge/ingress-wildcard-path";
import type { PolicySource } from "../../policy-source";
import { INGRESS_VARIABLES, INGRESSES, PATHS } from "../edges";
import { flat, pattern } from "../expressions";

/** Paths that take everything, or hold a wildcard before their end. */
export const ingressWildcardPathPolicy: PolicySource = {
  rule: "edge/ingress-wildcard-path",
  match: INGRESSES,
  variables: INGRESS_VARIABLES,
  offences: flat(
    `variables.rules.map(r, ${PATHS}.filter(p, p.?path.orValue('/').matches(${pattern(CATCH_ALL)}) && p.path.matches('[*+]') || p.?path.orValue('/').matches(${pattern(INNER_WILDCARD)})).map(p, 'path ' + p.path))`,
  ),
};
