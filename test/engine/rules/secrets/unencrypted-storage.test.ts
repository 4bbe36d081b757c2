import { expect, test } from "vitest";
import { judge } from "../../judge";

const id = "secrets/unencrypted-storage";
const storageClass = (provisioner: string, parameters: string) => `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: fast
provisioner: ${provisioner}
parameters: {${parameters}}
`;
const volume = (encrypt: string) => `apiVersion: v1
kind: PersistentVolume
metadata:
  name: files
spec:
  csi:
    driver: efs.csi.aws.com
    volumeHandle: fs-1
    volumeAttributes: {encryptInTransit: "${encrypt}"}
`;

test.each([
  [storageClass("ebs.csi.aws.com", "type: gp3"), ["parameters", "encrypted"]],
  [storageClass("kubernetes.io/aws-ebs", 'encrypted: "false"'), ["parameters", "encrypted"]],
  [volume("false"), ["spec", "csi", "volumeAttributes", "encryptInTransit"]],
])("is found (%#)", (text, path) => {
  expect(judge(id, text)).toMatchObject([{ rule: id, path, severity: "medium" }]);
});

test.each([
  storageClass("ebs.csi.aws.com", 'encrypted: "true"'),
  storageClass("disk.csi.azure.com", "skuName: Premium_LRS"),
  volume("true"),
])("is silent on %#", (text) => {
  expect(judge(id, text)).toEqual([]);
});
