import { DANGEROUS_GRANTS } from "../../access/dangerous-grants";
import { defineRoleRule } from "./define-role-rule";

/** Source: Kubernetes documentation, "Role Based Access Control Good Practices". */
export const createPersistentVolumes = defineRoleRule({
  id: "identity/create-persistent-volumes",
  title: "Role may create PersistentVolumes",
  severity: "high",
  why: "A PersistentVolume may be a hostPath: who creates one reads and writes the file system of the node.",
  remediation: "Leave volumes to the storage provisioner; workloads need only PersistentVolumeClaims.",
  standards: { cis: ["5.1.9"], nsa: ["rbac"], mitre: ["T1611"], owasp: ["K03"] },
  equivalents: { kubescape: ["C-0278"] },
  controls: ["create-persistentvolumes-hostpath"],
  waive: "A storage provisioner.",
  since: "0.1.0",
  grant: DANGEROUS_GRANTS.createVolumes,
  reach: { cluster: "high", namespace: "high", named: "medium" },
});
