import type { PolicySource } from "../../policy-source";
import { containersWhere, inherited, own, when } from "../expressions";

/** Pods and containers that run as the user of a mesh’s proxy. */
export const proxyUserPolicy: PolicySource = {
  rule: "mesh/proxy-user",
  match: "pods",
  offences: `${when(`${inherited("runAsUser")}.orValue(0) in [1337, 2102]`, "the pod")} + ${containersWhere(`(${own("runAsUser")}.orValue(0) == 1337 && !c.?name.orValue('').matches('^istio-(proxy|init|validation)$')) || (${own("runAsUser")}.orValue(0) == 2102 && !c.?name.orValue('').matches('^linkerd-(proxy|init|network-validator)$'))`)}`,
};
