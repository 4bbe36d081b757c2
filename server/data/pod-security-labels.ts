import type { FieldValue } from "./field-values";

const PREFIX = "pod-security.kubernetes.io/";

/** The labels by which a namespace asks for Pod Security admission. */
export const POD_SECURITY_LABELS: readonly FieldValue[] = [
  { value: `${PREFIX}enforce`, note: "Refuses pods that break this standard" },
  { value: `${PREFIX}enforce-version`, note: "The version of the standard that is enforced" },
  { value: `${PREFIX}audit`, note: "Notes pods that break this standard in the audit log" },
  { value: `${PREFIX}audit-version`, note: "The version of the standard for the audit log" },
  { value: `${PREFIX}warn`, note: "Warns whoever applies pods that break this standard" },
  { value: `${PREFIX}warn-version`, note: "The version of the standard for warnings" },
];

const LEVELS: readonly FieldValue[] = [
  { value: "restricted", note: "Hardened pods only" },
  { value: "baseline", note: "No known privilege escalation" },
  { value: "privileged", note: "Everything: for system namespaces alone" },
];

/**
 * The values of one of these labels; empty for other labels.
 *
 * @param newest the newest version of Kubernetes, as `1.N`
 */
export function podSecurityLabelValues(label: string, newest: string): readonly FieldValue[] {
  if (!label.startsWith(PREFIX)) return [];
  if (!label.endsWith("-version")) return LEVELS;
  return [
    { value: "latest", note: "The standard of the cluster's own version" },
    { value: `v${newest}`, note: "Pinned: an upgrade of the cluster changes nothing" },
  ];
}
