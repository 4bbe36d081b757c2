import type { PolicySource } from "../../policy-source";
import { CONTAINER, perContainer } from "../expressions";

/** Memory below one mebibyte: the unit is missing or mistaken. The API server refuses the other faults. */
export const invalidQuantityPolicy: PolicySource = {
  rule: "resources/invalid-quantity",
  match: "pods",
  offences: perContainer(
    `['requests', 'limits'].filter(p, c.?resources[?p].?memory.hasValue() && isQuantity(string(c.resources[p].memory)) && quantity(string(c.resources[p].memory)).isGreaterThan(quantity('0')) && quantity(string(c.resources[p].memory)).isLessThan(quantity('1Mi'))).map(p, ${CONTAINER} + ' in ' + p)`,
  ),
};
