import { expect, test } from "vitest";
import { places } from "../../places";
import { workload } from "../../workload-manifest";

const rule = "image/pull-secret";
const user = workload({ namespace: "shop", pod: "imagePullSecrets:\n  - name: registry" });
const at = "spec.template.spec.imagePullSecrets.0.name registry";

const secret = (type: string) => `apiVersion: v1
kind: Secret
metadata: { name: registry, namespace: shop }
type: ${type}
`;

test("a name that nothing in a closed scope creates is reported", () => {
  expect(places(rule, user, { closed: true })).toEqual([at]);
});

test("in an open scope it is unknown", () => {
  expect(places(rule, user)).toEqual([]);
});

test.each(["Opaque", "kubernetes.io/tls"])(
  "a secret of type %s is no credential, wherever it is seen",
  (type) => {
    expect(places(rule, `${user}---\n${secret(type)}`)).toEqual([at]);
  },
);

test("a registry credential satisfies", () => {
  expect(places(rule, `${user}---\n${secret("kubernetes.io/dockerconfigjson")}`, { closed: true })).toEqual(
    [],
  );
});

test.each([
  "apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nmetadata: { name: registry, namespace: shop }",
  "apiVersion: secrets-store.csi.x-k8s.io/v1\nkind: SecretProviderClass\nmetadata: { name: x }\nspec: { secretObjects: [{ secretName: registry }] }",
])("a producer satisfies", (producer) => {
  expect(places(rule, `${user}---\n${producer}\n`, { closed: true })).toEqual([]);
});

test("a service account's pull secrets are looked up too", () => {
  const account =
    "apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: web, namespace: shop }\nimagePullSecrets: [{ name: registry }]\n";
  expect(places(rule, account, { closed: true })).toEqual(["imagePullSecrets.0.name registry"]);
});
