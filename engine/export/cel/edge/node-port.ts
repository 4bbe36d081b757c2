import type { PolicySource } from "../../policy-source";
import { SERVICES } from "../edges";
import { when } from "../expressions";

/** Services on a port of every node. */
export const nodePortPolicy: PolicySource = {
  rule: "edge/node-port",
  match: SERVICES,
  offences: when("variables.spec.?type.orValue('') == 'NodePort'", "the Service"),
};
