import { expect, test } from "vitest";
import { judge } from "../../judge";
import { afterFix, places } from "../../places";
import { workload } from "../../workload-manifest";

const rule = "resources/duplicate-env";
const env = (...variables: string[]) => workload({ container: `env: [${variables.join(", ")}]` });

test("the second is reported, the first removed", () => {
  const text = env("{ name: A, value: x }", "{ name: B, value: y }", "{ name: A, value: z }");
  expect(places(rule, text)).toEqual(["spec.template.spec.containers.0.env.2.name A"]);
  const { object, left } = afterFix(rule, text);
  expect(JSON.stringify(object)).toContain('"env":[{"name":"B","value":"y"},{"name":"A","value":"z"}]');
  expect(left).toEqual([]);
});

test("a value that another one is made of is not removed", () => {
  const text = env("{ name: A, value: x }", "{ name: B, value: $(A)/y }", "{ name: A, value: z }");
  expect(judge(rule, text)[0]?.finding.fixes).toEqual([]);
});

test("different names, and entries of another type, are quiet", () => {
  expect(places(rule, env("{ name: A }", "{ name: a }", "A", "{ name: 1 }", "{ name: 1 }"))).toEqual([]);
});
