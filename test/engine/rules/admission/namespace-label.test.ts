import { expect, test } from "vitest";
import { afterFix, places } from "../../places";

const rule = "admission/namespace-label";
const prefix = "pod-security.kubernetes.io/";
const namespace = (label: string) =>
  `apiVersion: v1\nkind: Namespace\nmetadata: { name: shop, labels: { ${prefix}${label} } }\n`;

test.each([
  ["enforce: Restricted", "enforce Restricted"],
  ["enforced: restricted", `enforced ${prefix}enforced`],
  ["enforce-version: '1.30'", "enforce-version '1.30'"],
  ["warn-versions: latest", `warn-versions ${prefix}warn-versions`],
  ["audit-version: newest", "audit-version newest"],
])("%s", (label, expected) => {
  expect(places(rule, namespace(label))).toEqual([`metadata.labels.${prefix}${expected}`]);
});

test.each(["enforce: restricted", "warn-version: latest", "audit-version: v1.30"])("%s is quiet", (label) => {
  expect(places(rule, namespace(label))).toEqual([]);
});

test.each(["enforce: Restricted", "enforce-version: '1.30'"])("%s is corrected", (label) => {
  expect(afterFix(rule, namespace(label)).left).toEqual([]);
});
