import { expect, test } from "vitest";
import { judge } from "../../judge";

const id = "secrets/sealed-secret-scope";
const sealed = (annotation: string, inTemplate: string) => `apiVersion: bitnami.com/v1alpha1
kind: SealedSecret
metadata:
  name: db
  annotations: {${annotation}}
spec:
  encryptedData: {password: AgA}
  template:
    metadata:
      annotations: {${inTemplate}}
`;
const wide = 'sealedsecrets.bitnami.com/cluster-wide: "true"';

test.each([
  [sealed(wide, ""), ["metadata", "annotations", "sealedsecrets.bitnami.com/cluster-wide"]],
  [
    sealed("", wide),
    ["spec", "template", "metadata", "annotations", "sealedsecrets.bitnami.com/cluster-wide"],
  ],
])("on the object or on its template (%#)", (text, path) => {
  expect(judge(id, text)).toMatchObject([{ rule: id, path, text: '"true"' }]);
});

test.each([
  sealed("", ""),
  sealed('sealedsecrets.bitnami.com/cluster-wide: "false"', ""),
  sealed('sealedsecrets.bitnami.com/namespace-wide: "true"', ""),
])("is silent on %#", (text) => {
  expect(judge(id, text)).toEqual([]);
});
