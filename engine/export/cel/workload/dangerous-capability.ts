import { BASELINE_CAPABILITIES } from "../../../standards/pod-security/capabilities-baseline";
import { DANGEROUS_CAPABILITIES } from "../../../workload/capability";
import type { PolicySource } from "../../policy-source";
import { ADDED, CONTAINER, IS_PRIVILEGED, listOf, perContainer, quote } from "../expressions";

const DANGEROUS = `^(CAP_)?(${DANGEROUS_CAPABILITIES.join("|")})$`;

/** Capabilities that hand over the node, of containers that are not privileged. */
export const dangerousCapabilityPolicy: PolicySource = {
  rule: "workload/dangerous-capability",
  match: "pods",
  offences: perContainer(
    `${IS_PRIVILEGED} ? [] : ${ADDED}.filter(a, !(a in ${listOf(BASELINE_CAPABILITIES)}) && a.upperAscii().matches(${quote(DANGEROUS)})).map(a, ${CONTAINER} + ' adds ' + a)`,
  ),
};
