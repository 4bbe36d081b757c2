import type { PolicySource } from "../../policy-source";
import { volumesWhere } from "../expressions";

/** Projected tokens that live longer than a day. */
export const tokenLifetimePolicy: PolicySource = {
  rule: "identity/token-lifetime",
  match: "pods",
  offences: volumesWhere(
    "v.?projected.?sources.orValue([]).exists(s, s.?serviceAccountToken.?expirationSeconds.orValue(0) > 86400)",
  ),
};
