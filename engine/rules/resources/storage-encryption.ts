import { fix, set } from "../../fixes/change";
import { listAt, stringAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";

const EBS = new Set(["ebs.csi.aws.com", "ebs.csi.eks.amazonaws.com", "kubernetes.io/aws-ebs"]);

/** Sources: aws-ebs-csi-driver and aws-efs-csi-driver parameters. Azure and Google encrypt disks by default. */
export const storageEncryption = defineResourceRule({
  id: "resources/storage-encryption",
  title: "Storage is not encrypted",
  severity: "medium",
  why: "Whoever gets hold of a snapshot, a volume or the network between node and store reads the data.",
  remediation: 'Set `encrypted: "true"` for EBS and leave encryption in transit on for EFS.',
  standards: { nsa: ["secrets-encryption"], mitre: ["T1530"], owasp: ["K08"] },
  equivalents: { kubescape: ["C-0264"] },
  controls: ["storageclass-encryption-ebs-efs", "persistentvolume-unencrypted-x"],
  waive: "The AWS account encrypts every new volume by default.",
  fixable: true,
  since: "0.1.0",
  appliesTo: ["storage.k8s.io/StorageClass", "PersistentVolume"],
  check({ resource, report }) {
    const { object } = resource;
    if (resource.kind === "PersistentVolume") {
      const driver = stringAt(object, "spec", "csi", "driver");
      const path = ["spec", "csi", "volumeAttributes", "encryptInTransit"];
      if (driver === "efs.csi.aws.com" && stringAt(object, ...path) === "false")
        report({
          path,
          message: "traffic between the node and EFS is not encrypted",
          fixes: [fix("harden", "Encrypt in transit", set(path, "true"))],
        });
      return;
    }
    const provisioner = stringAt(object, "provisioner");
    if (EBS.has(provisioner ?? "")) {
      const path = ["parameters", "encrypted"];
      if (stringAt(object, ...path)?.toLowerCase() === "true") return;
      report({
        path,
        message: "volumes of this class are not encrypted, unless the account encrypts by default",
        fixes: [fix("harden", "Encrypt the volumes of this class", set(path, "true"))],
      });
    } else if (provisioner === "efs.csi.aws.com" && listAt(object, "mountOptions").includes("notls")) {
      report({
        path: ["mountOptions", listAt(object, "mountOptions").indexOf("notls")],
        message: "traffic between the node and EFS is not encrypted",
      });
    }
  },
});
