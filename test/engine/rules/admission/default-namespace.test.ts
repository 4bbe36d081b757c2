import { expect, test } from "vitest";
import { places } from "../../places";
import { workload } from "../../workload-manifest";

const rule = "admission/default-namespace";
const object = (kind: string, name: string) =>
  `apiVersion: v1\nkind: ${kind}\nmetadata: { name: ${name}, namespace: default }\n`;

test.each([workload({ namespace: "default" }), object("Secret", "s"), object("Service", "web")])(
  "%s",
  (text) => {
    expect(places(rule, text)).toEqual(["metadata.namespace default"]);
  },
);

test.each([
  workload(),
  workload({ namespace: "shop" }),
  workload({ namespace: '""' }),
  object("ServiceAccount", "default"),
  object("Service", "kubernetes"),
  object("LimitRange", "l"),
])("%s is quiet", (text) => {
  expect(places(rule, text)).toEqual([]);
});
