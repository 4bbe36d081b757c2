import { expect, test } from "vitest";
import { afterFix, places } from "../../places";
import { workload } from "../../workload-manifest";

const rule = "operations/termination-grace";

test("zero is reported and removed", () => {
  const text = workload({ pod: "terminationGracePeriodSeconds: 0" });
  expect(places(rule, text)).toEqual(["spec.template.spec.terminationGracePeriodSeconds 0"]);
  expect(afterFix(rule, text).left).toEqual([]);
});

test.each(["", "terminationGracePeriodSeconds: 5"])("%j is quiet", (pod) => {
  expect(places(rule, workload({ pod }))).toEqual([]);
});
