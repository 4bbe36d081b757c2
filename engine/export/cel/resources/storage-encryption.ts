import type { PolicySource } from "../../policy-source";
import { when } from "../expressions";

/** Storage on AWS that is not encrypted. */
export const storageEncryptionPolicy: PolicySource = {
  rule: "resources/storage-encryption",
  match: [
    { group: "", resources: ["persistentvolumes"] },
    { group: "storage.k8s.io", resources: ["storageclasses"] },
  ],
  offences: `${when("variables.root.kind == 'PersistentVolume' && variables.spec.?csi.?driver.orValue('') == 'efs.csi.aws.com' && variables.spec.?csi.?volumeAttributes.?encryptInTransit.orValue('') == 'false'", "encryptInTransit")} + ${when("variables.root.?provisioner.orValue('') in ['ebs.csi.aws.com', 'kubernetes.io/aws-ebs'] && variables.root.?parameters.?encrypted.orValue('').lowerAscii() != 'true'", "encrypted")} + ${when("variables.root.?provisioner.orValue('') == 'efs.csi.aws.com' && 'notls' in variables.root.?mountOptions.orValue([])", "mountOptions")}`,
};
