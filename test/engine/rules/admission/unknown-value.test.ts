import { expect, test } from "vitest";
import { ENUM_VALUES } from "../../../../engine/kubernetes/enum-values";
import table from "../../../../engine/kubernetes/field-types.generated.json";
import { afterFix, places } from "../../places";
import { workload } from "../../workload-manifest";

const rule = "admission/unknown-value";
const pod = "spec.template.spec";

test.each([
  [
    { pod: "securityContext: { seccompProfile: { type: runtimedefault } }" },
    `${pod}.securityContext.seccompProfile.type runtimedefault`,
  ],
  [{ container: "imagePullPolicy: always" }, `${pod}.containers.0.imagePullPolicy always`],
  [
    { container: "ports: [{ containerPort: 80, protocol: tcp }]" },
    `${pod}.containers.0.ports.0.protocol tcp`,
  ],
])("%j is corrected", (parts, expected) => {
  expect(places(rule, workload(parts))).toEqual([expected]);
  expect(afterFix(rule, workload(parts)).left).toEqual([]);
});

test("a list is read item by item; without a near value there is no fix", () => {
  const policy =
    "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: p }\nspec: { podSelector: {}, policyTypes: [Ingress, Outgress] }\n";
  expect(places(rule, policy)).toEqual(["spec.policyTypes.1 Outgress"]);
  expect(afterFix(rule, policy).left).toHaveLength(1);
});

test.each([
  workload({ container: "imagePullPolicy: Always" }),
  workload({ container: 'imagePullPolicy: ""' }),
  workload({ container: "imagePullPolicy: $" + "{POLICY}" }),
  workload({ container: "imagePullPolicy: 5" }),
  "apiVersion: example.com/v1\nkind: Web\nspec: { imagePullPolicy: always }\n",
])("%s is quiet", (text) => {
  expect(places(rule, text)).toEqual([]);
});

test("every field of the table exists", () => {
  const types: Record<string, Record<string, string>> = table.types;
  for (const name of Object.keys(ENUM_VALUES)) {
    const [, holder = "", field = ""] = /^(.*)\.(\w+)$/.exec(name) ?? [];
    expect([name, types[holder]?.[field]]).toEqual([name, expect.stringMatching(/^\[?s$/)]);
  }
});
