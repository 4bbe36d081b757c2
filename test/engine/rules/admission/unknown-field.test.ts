import { expect, test } from "vitest";
import { judge } from "../../judge";
import { afterFix, places } from "../../places";
import { workload } from "../../workload-manifest";

const rule = "admission/unknown-field";
const container = "spec.template.spec.containers.0";

test.each([
  [
    { container: "securityContext: { runAsNonroot: true }" },
    `${container}.securityContext.runAsNonroot runAsNonroot`,
    "medium",
  ],
  [
    { pod: "automountServiceAcountToken: false" },
    "spec.template.spec.automountServiceAcountToken automountServiceAcountToken",
    "medium",
  ],
  [{ container: "imagePullPoilcy: Always" }, `${container}.imagePullPoilcy imagePullPoilcy`, "low"],
])("%j is renamed", (parts, expected, severity) => {
  expect(places(rule, workload(parts))).toEqual([expected]);
  expect(judge(rule, workload(parts))[0]?.severity).toBe(severity);
  expect(afterFix(rule, workload(parts)).left).toEqual([]);
});

test("a field of another place has no fix, nor one whose right name is taken", () => {
  const misplaced = workload({ container: "hostNetwork: true" });
  expect(places(rule, misplaced)).toEqual([`${container}.hostNetwork hostNetwork`]);
  expect(afterFix(rule, misplaced).left).toHaveLength(1);
  const twice = workload({ container: "Image: registry.example/other:1" });
  expect(afterFix(rule, twice).left).toHaveLength(1);
});

test.each([
  workload({ container: "securityContext: { runAsNonRoot: true }" }),
  `${workload()}status: { replicas: 1 }\n`,
  "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: c, managedFields: [{}] }\ndata: { anything: x }\n",
  "apiVersion: example.com/v1\nkind: Web\nspec: { anything: x }\n",
])("%s is quiet", (text) => {
  expect(places(rule, text)).toEqual([]);
});
