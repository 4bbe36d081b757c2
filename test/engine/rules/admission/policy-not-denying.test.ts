import { expect, test } from "vitest";
import { afterFix, places } from "../../places";

const rule = "admission/policy-not-denying";
const object = (apiVersion: string, kind: string, spec: string) =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: p }\nspec: { ${spec} }\n`;
const binding = (spec: string) =>
  object("admissionregistration.k8s.io/v1", "ValidatingAdmissionPolicyBinding", spec);
const constraint = (spec: string) => object("constraints.gatekeeper.sh/v1beta1", "K8sAllowedRepos", spec);
const kyverno = (spec: string) => object("kyverno.io/v1", "ClusterPolicy", spec);
const validate = "rules: [{ name: r, validate: { pattern: {} } }]";

test.each([
  [binding("validationActions: [Warn]"), "spec.validationActions validationActions"],
  [
    binding("validationActions: [Deny], paramRef: { parameterNotFoundAction: Allow }"),
    "spec.paramRef.parameterNotFoundAction Allow",
  ],
  [constraint("enforcementAction: dryrun"), "spec.enforcementAction dryrun"],
  [constraint("enforcementAction: warn"), "spec.enforcementAction warn"],
  [kyverno(`validationFailureAction: Audit, ${validate}`), "spec.validationFailureAction Audit"],
  [kyverno(validate), "spec.rules.0.validate.failureAction validate"],
  [
    object("policies.kyverno.io/v1", "ValidatingPolicy", "validationActions: [Audit]"),
    "spec.validationActions validationActions",
  ],
  [object("policies.kubewarden.io/v1", "ClusterAdmissionPolicy", "mode: monitor"), "spec.mode monitor"],
])("%s", (text, expected) => {
  expect(places(rule, text)).toEqual([expected]);
  expect(afterFix(rule, text).left).toEqual([]);
});

test("a constraint that excludes every namespace is reported without a fix", () => {
  expect(places(rule, constraint("match: { excludedNamespaces: ['*'] }"))).toEqual([
    "spec.match.excludedNamespaces.0 '*'",
  ]);
});

test.each([
  binding("validationActions: [Deny, Audit]"),
  constraint("match: {}"),
  kyverno(`validationFailureAction: Enforce, ${validate}`),
  kyverno("rules: [{ name: r, mutate: {} }]"),
  kyverno("rules: [{ name: r, verifyImages: [{}] }]"),
  object("example.com/v1", "Policy", "enforcementAction: dryrun"),
])("%s is quiet", (text) => {
  expect(places(rule, text)).toEqual([]);
});
