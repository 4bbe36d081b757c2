import type { PolicySource } from "../../policy-source";
import { CONTAINER, perContainer } from "../expressions";

/** Variables that a container sets twice. */
export const duplicateEnvPolicy: PolicySource = {
  rule: "resources/duplicate-env",
  match: "pods",
  offences: perContainer(
    `c.?env.orValue([]).filter(e, c.env.filter(o, o.name == e.name).size() > 1).map(e, ${CONTAINER} + ' sets ' + e.name)`,
  ),
};
