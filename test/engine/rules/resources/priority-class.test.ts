import { expect, test } from "vitest";
import { places } from "../../places";
import { workload } from "../../workload-manifest";

const rule = "resources/priority-class";

test.each(["", 'priorityClassName: ""', "priorityClassName: 5"])("%j is reported", (pod) => {
  expect(places(rule, workload({ pod }))[0]).toMatch(/^spec\.template\.spec\.priorityClassName /);
});

test("a class is quiet", () => {
  expect(places(rule, workload({ pod: "priorityClassName: front" }))).toEqual([]);
});
