/**
 * The annotation by which a program is said to read Secrets by the API, not by mounting them: a comma list of names, or
 * `*`; on the pod template or on its account.
 */
export const READS_SECRETS = "kube-rampart/reads-secrets";
