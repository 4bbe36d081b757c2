/** The version of Kubernetes in which ValidatingAdmissionPolicy became stable. Source: KEP-3488. */
export const POLICY_SINCE = 30;
