import type { PolicySource } from "../../policy-source";
import { SERVICES } from "../edges";
import { when } from "../expressions";
import { IS_RESTRICTED } from "../load-balancers";

/** Load balancers that admit every address. */
export const loadBalancerSourceRangesPolicy: PolicySource = {
  rule: "edge/load-balancer-source-ranges",
  match: SERVICES,
  offences: when(`variables.spec.?type.orValue('') == 'LoadBalancer' && !${IS_RESTRICTED}`, "the Service"),
};
