import type { PolicySource } from "../../policy-source";
import { volumesWhere } from "../expressions";

/** Volumes with every key of a Secret. */
export const wholeSecretMountedPolicy: PolicySource = {
  rule: "secrets/whole-secret-mounted",
  match: "pods",
  offences: volumesWhere(
    "v.?secret.?secretName.orValue('') != '' && v.secret.?items.orValue([]).size() == 0",
  ),
};
