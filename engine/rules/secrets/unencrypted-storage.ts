import { stringAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";

const EBS = new Set(["ebs.csi.aws.com", "ebs.csi.eks.amazonaws.com", "kubernetes.io/aws-ebs"]);

/**
 * Azure and Google encrypt every disk; Amazon does where the class or the account says so.
 *
 * Sources: aws-ebs-csi-driver, parameters (`encrypted`, default false); aws-efs-csi-driver (`encryptInTransit`).
 */
export const unencryptedStorage = defineResourceRule({
  id: "secrets/unencrypted-storage",
  title: "Storage is not encrypted",
  severity: "medium",
  why: "Disks and their snapshots hold what the workload writes, credentials among it; unencrypted, a copied snapshot or a listened-to mount gives it away.",
  remediation: 'Set the parameter encrypted to "true" (EBS); leave encryptInTransit on (EFS).',
  standards: { nsa: ["secrets-encryption"], mitre: ["T1530"], owasp: ["K08"] },
  equivalents: { kubescape: ["C-0264"] },
  controls: ["persistentvolume-unencrypted-x", "storageclass-encryption-ebs-efs"],
  waive: "The AWS account encrypts every new volume by default.",
  since: "0.1.0",
  appliesTo: ["storage.k8s.io/StorageClass", "PersistentVolume"],
  check({ resource, report }) {
    const { object } = resource;
    if (resource.kind === "PersistentVolume") {
      const path = ["spec", "csi", "volumeAttributes", "encryptInTransit"];
      if (
        stringAt(object, "spec", "csi", "driver") === "efs.csi.aws.com" &&
        stringAt(object, ...path) === "false"
      )
        report({
          path,
          message: `PersistentVolume "${resource.name ?? ""}" is mounted without encryption in transit`,
        });
      return;
    }
    if (!EBS.has(stringAt(object, "provisioner") ?? "")) return;
    if (stringAt(object, "parameters", "encrypted")?.toLowerCase() === "true") return;
    report({
      path: ["parameters", "encrypted"],
      message: `StorageClass "${resource.name ?? ""}" makes volumes that are not encrypted, unless the account encrypts all`,
    });
  },
});
