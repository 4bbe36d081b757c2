import { APP_ARMOR_ANNOTATION_PREFIX } from "../../../standards/pod-security/app-armor-profile";
import type { PolicySource } from "../../policy-source";
import { containersWhere, effective, IS_PRIVILEGED, IS_WINDOWS } from "../expressions";

/** Containers for which no profile is named, privileged ones and Windows apart. */
export const apparmorProfilePolicy: PolicySource = {
  rule: "workload/apparmor-profile",
  match: "pods",
  offences: containersWhere(
    `!(${IS_WINDOWS}) && !(${IS_PRIVILEGED}) && !${effective("appArmorProfile")}.hasValue() && !('${APP_ARMOR_ANNOTATION_PREFIX}' + string(c.?name.orValue('')) in variables.annotations)`,
  ),
};
