import { DANGEROUS_GRANTS } from "../../../access/dangerous-grants";
import type { PolicySource } from "../../policy-source";
import { grantedBy, IS_NAMED, ROLE_VARIABLES, ROLES } from "../roles";

/** Roles that issue client certificates; other signers are named. */
export const approveCertificatesPolicy: PolicySource = {
  rule: "identity/approve-certificates",
  match: ROLES,
  variables: ROLE_VARIABLES,
  offences: grantedBy(
    DANGEROUS_GRANTS.approveCertificates,
    `${IS_NAMED} && !r.?resourceNames.orValue([]).exists(n, n.matches('kube-apiserver-client|[*]'))`,
  ),
};
