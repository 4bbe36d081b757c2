import { BASELINE_CAPABILITIES } from "../../../standards/pod-security/capabilities-baseline";
import type { PolicySource } from "../../policy-source";
import { ADDED, CONTAINER, IS_PRIVILEGED, IS_WINDOWS, listOf, perContainer } from "../expressions";

/** Capabilities of the default set that are added back; Windows has none. */
export const addedDefaultCapabilityPolicy: PolicySource = {
  rule: "workload/added-default-capability",
  match: "pods",
  offences: perContainer(
    `${IS_WINDOWS} || ${IS_PRIVILEGED} ? [] : ${ADDED}.filter(a, a != 'NET_BIND_SERVICE' && a in ${listOf(BASELINE_CAPABILITIES)}).map(a, ${CONTAINER} + ' adds ' + a)`,
  ),
};
