import { expect, test } from "vitest";
import { afterFix, places } from "../../places";

const rule = "image/signature-policy-weak";

const kyverno = (
  spec: string,
  body = "verifyImages: [{ imageReferences: ['*'] }]",
) => `apiVersion: kyverno.io/v1
kind: ClusterPolicy
metadata: { name: signed }
spec:
  ${spec}
  rules:
    - name: shop
      ${body}
`;

const sigstore = (spec: string) => `apiVersion: policy.sigstore.dev/v1beta1
kind: ClusterImagePolicy
metadata: { name: signed }
spec:
  ${spec}
`;

test.each([
  [kyverno("validationFailureAction: audit"), "spec.validationFailureAction audit"],
  [kyverno("background: false"), "spec.rules.0.name shop"],
  [kyverno("background: false", "validate: { manifests: { attestors: [{}] } }"), "spec.rules.0.name shop"],
  [
    kyverno("validationFailureAction: Enforce", "verifyImages: [{ required: false }]"),
    "spec.rules.0.verifyImages.0.required false",
  ],
  [sigstore("mode: warn"), "spec.mode warn"],
  [sigstore("authorities: [{ static: { action: pass } }]"), "spec.authorities.0.static.action pass"],
  [
    "apiVersion: policies.kyverno.io/v1alpha1\nkind: ImageValidatingPolicy\nmetadata: { name: s }\nspec: { validationActions: [Audit] }\n",
    "spec.validationActions validationActions",
  ],
])("image-signature, manifest-integrity, attestations: %s", (text, expected) => {
  expect(places(rule, text)).toEqual([expected]);
});

test.each([
  kyverno("validationFailureAction: Enforce"),
  kyverno("background: false", "verifyImages: [{ failureAction: Enforce }]"),
  kyverno("validationFailureAction: Audit", "validate: { pattern: {} }"),
  sigstore("mode: enforce"),
])("%s is quiet", (text) => {
  expect(places(rule, text)).toEqual([]);
});

test.each([
  kyverno("validationFailureAction: audit"),
  kyverno("background: false"),
  kyverno("validationFailureAction: Enforce", "verifyImages: [{ required: false }]"),
  sigstore("mode: warn"),
])("%s is made to refuse", (text) => {
  expect(afterFix(rule, text).left).toEqual([]);
});
