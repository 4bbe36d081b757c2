import type { PolicySource } from "../../policy-source";
import { CONTAINER, perContainer } from "../expressions";

/** Mounts that are passed on to the node. */
export const mountPropagationPolicy: PolicySource = {
  rule: "workload/mount-propagation",
  match: "pods",
  offences: perContainer(
    `c.?volumeMounts.orValue([]).filter(m, m.?mountPropagation.orValue('') == 'Bidirectional').map(m, ${CONTAINER} + ' at ' + string(m.?mountPath.orValue('')))`,
  ),
};
