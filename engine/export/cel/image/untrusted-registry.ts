import type { PolicySource } from "../../policy-source";
import { imagesWhere } from "../expressions";
import { IS_REFERENCE } from "../image-reference";

/** Images from elsewhere than the trusted registries, where any are declared. */
export const untrustedRegistryPolicy: PolicySource = {
  rule: "image/untrusted-registry",
  match: "pods",
  offences: imagesWhere(
    `${IS_REFERENCE} && variables.trustedRegistries.size() > 0 && !variables.trustedRegistries.exists(t, t.startsWith('*.') ? i.name.split('/')[0].endsWith(t.substring(1)) : (i.name + '/').startsWith(t.endsWith('/') ? t : t + '/'))`,
  ),
  parameter: "trustedRegistries",
};
