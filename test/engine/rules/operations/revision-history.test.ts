import { expect, test } from "vitest";
import { afterFix, places } from "../../places";
import { workload } from "../../workload-manifest";

const rule = "operations/revision-history";

test.each(["Deployment", "StatefulSet", "DaemonSet"])("a %s that keeps nothing is reported", (kind) => {
  const text = workload({ kind, spec: "revisionHistoryLimit: 0" });
  expect(places(rule, text)).toEqual(["spec.revisionHistoryLimit 0"]);
  expect(afterFix(rule, text).left).toEqual([]);
});

test.each(["revisionHistoryLimit: 1", "", "revisionHistoryLimit: '0'"])("%j is quiet", (spec) => {
  expect(places(rule, workload({ spec }))).toEqual([]);
});
