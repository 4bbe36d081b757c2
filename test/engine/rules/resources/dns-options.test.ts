import { expect, test } from "vitest";
import { afterFix, places } from "../../places";
import { workload } from "../../workload-manifest";

const rule = "resources/dns-options";

test.each([
  ["", "spec.template.spec.dnsConfig.options web"],
  ["dnsConfig: { options: [{ name: timeout }] }", "spec.template.spec.dnsConfig.options options"],
])("%j", (pod, expected) => {
  expect(places(rule, workload({ pod }))).toEqual([expected]);
  expect(afterFix(rule, workload({ pod })).left).toEqual([]);
});

test.each(['dnsConfig: { options: [{ name: ndots, value: "1" }] }', "dnsPolicy: Default"])(
  "%s is quiet",
  (pod) => {
    expect(places(rule, workload({ pod }))).toEqual([]);
  },
);
