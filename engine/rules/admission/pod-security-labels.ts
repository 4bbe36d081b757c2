/** The prefix of the labels that Pod Security Admission reads on a Namespace. */
export const POD_SECURITY_PREFIX = "pod-security.kubernetes.io/";

/** The label that refuses pods. */
export const ENFORCE_LABEL = `${POD_SECURITY_PREFIX}enforce`;

/** The levels of the Pod Security Standards, from none to most. */
export const POD_SECURITY_LEVELS = ["privileged", "baseline", "restricted"] as const;
