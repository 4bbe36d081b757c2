import type { PolicySource } from "../../policy-source";
import { SERVICES } from "../edges";

/** Addresses that a Service claims. */
export const externalIpsPolicy: PolicySource = {
  rule: "edge/external-ips",
  match: SERVICES,
  offences: "variables.spec.?externalIPs.orValue([]).map(a, 'address ' + string(a))",
};
