import { DEPRECATED } from "../../../rules/image/deprecated-registry";
import type { PolicySource } from "../../policy-source";
import { imagesWhere, listOf } from "../expressions";

/** Images from registries that are frozen or gone. */
export const deprecatedRegistryPolicy: PolicySource = {
  rule: "image/deprecated-registry",
  match: "pods",
  offences: imagesWhere(
    `${listOf(DEPRECATED.map(({ prefix }) => `${prefix}/`))}.exists(d, i.name.startsWith(d))`,
  ),
};
