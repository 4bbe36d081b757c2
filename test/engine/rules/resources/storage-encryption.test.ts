import { expect, test } from "vitest";
import { afterFix, places } from "../../places";

const rule = "resources/storage-encryption";
const storageClass = (provisioner: string, rest = "") =>
  `apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: { name: fast }\nprovisioner: ${provisioner}\n${rest}`;
const volume = (value: string) =>
  `apiVersion: v1\nkind: PersistentVolume\nmetadata: { name: data }\nspec: { csi: { driver: efs.csi.aws.com, volumeAttributes: { encryptInTransit: "${value}" } } }\n`;

test.each([
  [storageClass("ebs.csi.aws.com"), "parameters.encrypted fast"],
  [storageClass("ebs.csi.aws.com", 'parameters: { encrypted: "false" }\n'), 'parameters.encrypted "false"'],
  [storageClass("kubernetes.io/aws-ebs"), "parameters.encrypted fast"],
  [storageClass("ebs.csi.eks.amazonaws.com"), "parameters.encrypted fast"],
  [volume("false"), 'spec.csi.volumeAttributes.encryptInTransit "false"'],
])("storageclass-encryption-ebs-efs, persistentvolume-unencrypted-x: %s", (text, expected) => {
  expect(places(rule, text)).toEqual([expected]);
  expect(afterFix(rule, text).left).toEqual([]);
});

test("EFS mounted without TLS is reported at the option", () => {
  expect(places(rule, storageClass("efs.csi.aws.com", "mountOptions: [notls]\n"))).toEqual([
    "mountOptions.0 notls",
  ]);
});

test.each([
  storageClass("ebs.csi.aws.com", 'parameters: { encrypted: "true" }\n'),
  storageClass("disk.csi.azure.com"),
  storageClass("efs.csi.aws.com"),
  volume("true"),
])("%s is quiet", (text) => {
  expect(places(rule, text)).toEqual([]);
});
