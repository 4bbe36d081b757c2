/** A setting of a security context that hardens, written whole. */
export interface HardenedKey {
  readonly key: string;
  readonly value: string;
  readonly note: string;
  /** Only in the security context of a container, not of a pod. */
  readonly isContainerOnly?: true;
}

/** The settings that the restricted standard asks for, and a read-only root file system. */
export const HARDENED_KEYS: readonly HardenedKey[] = [
  { key: "runAsNonRoot", value: "true", note: "The kubelet refuses to start the container as root" },
  {
    key: "allowPrivilegeEscalation",
    value: "false",
    note: "No setuid program gains rights (no_new_privs)",
    isContainerOnly: true,
  },
  {
    key: "readOnlyRootFilesystem",
    value: "true",
    note: "Nothing can be written to the image's file system",
    isContainerOnly: true,
  },
  {
    key: "capabilities",
    value: "\n  drop:\n    - ALL",
    note: "No capability at all",
    isContainerOnly: true,
  },
  { key: "seccompProfile", value: "\n  type: RuntimeDefault", note: "The runtime's filter of system calls" },
];
