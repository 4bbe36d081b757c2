import { CONTROLLER } from "../../../rules/edge/ingress-nginx-version";
import type { PolicySource } from "../../policy-source";
import { containersWhere, pattern } from "../expressions";

/** Every version of the retired controller. */
export const ingressNginxVersionPolicy: PolicySource = {
  rule: "edge/ingress-nginx-version",
  match: "pods",
  offences: containersWhere(`c.?image.orValue('').matches(${pattern(CONTROLLER)})`),
};
