import { expect, test } from "vitest";
import { judge } from "../../judge";
import { afterFix, places } from "../../places";

const rule = "admission/removed-api";
const object = (apiVersion: string, kind: string) =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: x }\n`;

test.each([
  ["extensions/v1beta1", "Deployment", "apps/v1", "unsafe"],
  ["extensions/v1beta1", "NetworkPolicy", "networking.k8s.io/v1", "unsafe"],
  ["networking.k8s.io/v1beta1", "Ingress", "networking.k8s.io/v1", "unsafe"],
  ["rbac.authorization.k8s.io/v1beta1", "ClusterRole", "rbac.authorization.k8s.io/v1", "safe"],
  ["autoscaling/v2beta2", "HorizontalPodAutoscaler", "autoscaling/v2", "unsafe"],
  [
    "admissionregistration.k8s.io/v1beta1",
    "ValidatingAdmissionPolicy",
    "admissionregistration.k8s.io/v1",
    "unsafe",
  ],
])("%s %s moves to %s", (apiVersion, kind, replacement, safety) => {
  const text = object(apiVersion, kind);
  expect(places(rule, text)).toEqual([`apiVersion ${apiVersion}`]);
  expect(judge(rule, text)[0]?.finding.fixes).toMatchObject([{ safety }]);
  const after = afterFix(rule, text);
  expect(after.object.apiVersion).toBe(replacement);
  expect(after.left).toEqual([]);
});

test("a kind without successor has no fix", () => {
  expect(
    judge(rule, object("resource.k8s.io/v1alpha3", "DeviceTaintRule"), { kubernetesVersion: 39 }),
  ).toMatchObject([{ message: expect.stringContaining("no successor"), finding: { fixes: [] } }]);
});

test("PodSecurityPolicy is left to the rule of its own", () => {
  expect(places(rule, object("policy/v1beta1", "PodSecurityPolicy"))).toEqual([]);
});

test("before the removal it is quiet", () => {
  expect(places(rule, object("policy/v1beta1", "PodDisruptionBudget"), { kubernetesVersion: 24 })).toEqual(
    [],
  );
});

test.each([object("apps/v1", "Deployment"), object("networking.k8s.io/v1", "Ingress")])(
  "%s is served",
  (text) => {
    expect(places(rule, text)).toEqual([]);
  },
);
