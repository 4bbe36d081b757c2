import { FORBIDDEN_VOLUMES } from "../../../standards/pod-security/restricted-volumes";
import type { PolicySource } from "../../policy-source";
import { listOf, volumesWhere } from "../expressions";

/** Volume types that reach past the namespace, hostPath apart. */
export const volumeTypePolicy: PolicySource = {
  rule: "workload/volume-type",
  match: "pods",
  offences: volumesWhere(
    `${listOf(FORBIDDEN_VOLUMES)}.exists(t, t != 'hostPath' && t in v) && !('hostPath' in v)`,
  ),
};
