import { ANONYMOUS } from "../../../rules/image/denied-registry";
import type { PolicySource } from "../../policy-source";
import { imagesWhere, listOf } from "../expressions";

/** Images from registries that anybody may push to, or that the parameters deny. */
export const deniedRegistryPolicy: PolicySource = {
  rule: "image/denied-registry",
  match: "pods",
  offences: imagesWhere(
    `(${listOf(ANONYMOUS)} + variables.deniedRegistries).exists(d, (i.name + '/').startsWith(d.endsWith('/') ? d : d + '/'))`,
  ),
  parameter: "deniedRegistries",
};
