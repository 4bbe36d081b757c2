import { CURRENT, FORMER } from "../../../rules/image/ingress-nginx-controller";
import type { PolicySource } from "../../policy-source";
import { imagesWhere, pattern } from "../expressions";

/** The former image of ingress-nginx, and the last one without a version. */
export const ingressNginxControllerPolicy: PolicySource = {
  rule: "image/ingress-nginx-controller",
  match: "pods",
  offences: imagesWhere(
    `i.name.matches(${pattern(FORMER)}) || (i.name.matches(${pattern(CURRENT)}) && !i.tag.matches('^v?[0-9]'))`,
  ),
};
