import { APP_ARMOR_ANNOTATION_PREFIX } from "../../../standards/pod-security/app-armor-profile";
import type { PolicySource } from "../../policy-source";
import { partsWhere } from "../expressions";

/** Profiles, by field or by the former annotation, that are off or unknown. */
export const apparmorUnconfinedPolicy: PolicySource = {
  rule: "workload/apparmor-unconfined",
  match: "pods",
  offences: `${partsWhere("appArmorProfile", "!(s.?type.orValue('') in ['RuntimeDefault', 'Localhost'])")} + variables.annotations.filter(k, k.startsWith('${APP_ARMOR_ANNOTATION_PREFIX}') && !(variables.annotations[k] in ['', 'runtime/default']) && !variables.annotations[k].startsWith('localhost/')).map(k, 'container ' + k.substring(${APP_ARMOR_ANNOTATION_PREFIX.length}))`,
};
