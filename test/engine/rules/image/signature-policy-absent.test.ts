import { expect, test } from "vitest";
import { places } from "../../places";
import { workload } from "../../workload-manifest";

const rule = "image/signature-policy-absent";

const kyverno = (body: string) =>
  `apiVersion: kyverno.io/v1\nkind: ClusterPolicy\nmetadata: { name: p }\nspec: { rules: [{ name: r, ${body} }] }\n`;

test("image-signature, imagepolicywebhook: a closed scope without any policy is reported at its first workload", () => {
  expect(places(rule, workload(), { closed: true })).toEqual(["metadata.name web"]);
  expect(places(rule, `${workload()}---\n${kyverno("validate: {}")}`, { closed: true })).toEqual([
    "metadata.name web",
  ]);
});

test.each([
  kyverno("verifyImages: [{ imageReferences: ['*'] }]"),
  "apiVersion: policy.sigstore.dev/v1beta1\nkind: ClusterImagePolicy\nmetadata: { name: p }\n",
])("a policy satisfies: %s", (policy) => {
  expect(places(rule, `${workload()}---\n${policy}`, { closed: true })).toEqual([]);
});

test("an open scope, and one without workloads, is quiet", () => {
  expect(places(rule, workload())).toEqual([]);
  expect(
    places(rule, "apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n", { closed: true }),
  ).toEqual([]);
});
