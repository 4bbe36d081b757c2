import type { PolicySource } from "../../policy-source";
import { SERVICES } from "../edges";
import { when } from "../expressions";

/** Names that lead to the host, the API server or the metadata service. */
export const externalNameLocalPolicy: PolicySource = {
  rule: "edge/external-name-local",
  match: SERVICES,
  offences: when(
    "variables.spec.?type.orValue('') == 'ExternalName' && variables.spec.?externalName.orValue('').lowerAscii().matches('^(localhost|localhost[.].*|.*[.]localhost|kubernetes([.]default([.]svc([.]cluster[.]local)?)?)?|metadata[.]google[.]internal|127[.][0-9.]+|169[.]254[.][0-9.]+)[.]?$')",
    "externalName",
  ),
};
