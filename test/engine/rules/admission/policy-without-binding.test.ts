import { expect, test } from "vitest";
import { places } from "../../places";

const rule = "admission/policy-without-binding";
const object = (kind: string, spec: string) =>
  `apiVersion: admissionregistration.k8s.io/v1\nkind: ${kind}\nmetadata: { name: p }\nspec: { ${spec} }\n---\n`;
const policy = object("ValidatingAdmissionPolicy", "validations: []");
const binding = (name: string) => object("ValidatingAdmissionPolicyBinding", `policyName: ${name}`);

test("a policy alone, and a binding alone", () => {
  expect(places(rule, policy, { closed: true })).toEqual(["metadata.name p"]);
  expect(places(rule, binding("p"), { closed: true })).toEqual(["spec.policyName p"]);
  expect(places(rule, object("MutatingAdmissionPolicy", ""), { closed: true })).toEqual(["metadata.name p"]);
});

test("a pair, and an open scope, is quiet", () => {
  expect(places(rule, policy + binding("p"), { closed: true })).toEqual([]);
  expect(places(rule, policy)).toEqual([]);
});
