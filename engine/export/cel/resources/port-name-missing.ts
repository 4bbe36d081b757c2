import type { PolicySource } from "../../policy-source";
import { CONTAINER, perContainer } from "../expressions";

/** Ports without a name. */
export const portNameMissingPolicy: PolicySource = {
  rule: "resources/port-name-missing",
  match: "pods",
  offences: perContainer(
    `c.?ports.orValue([]).filter(p, p.?name.orValue('') == '').map(p, ${CONTAINER} + ' at ' + string(p.?containerPort.orValue(0)))`,
  ),
};
