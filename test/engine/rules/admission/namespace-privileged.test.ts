import { expect, test } from "vitest";
import { judge } from "../../judge";
import { afterFix, places } from "../../places";

const rule = "admission/namespace-privileged";
const namespace = (labels: string, name = "shop") =>
  `apiVersion: v1\nkind: Namespace\nmetadata: { name: ${name}, labels: { ${labels} } }\n`;
const privileged = "pod-security.kubernetes.io/enforce: privileged";

test.each([
  [namespace(privileged), "medium"],
  [namespace(`${privileged}, team: net`), "low"],
])("enforce-privileged: %s is %s", (text, severity) => {
  expect(judge(rule, text)).toMatchObject([
    { path: ["metadata", "labels", "pod-security.kubernetes.io/enforce"], text: "privileged", severity },
  ]);
  expect(afterFix(rule, text).left).toEqual([]);
});

test.each([
  namespace("pod-security.kubernetes.io/enforce: restricted"),
  namespace(privileged, "kube-system"),
])("%s is quiet", (text) => {
  expect(places(rule, text)).toEqual([]);
});
