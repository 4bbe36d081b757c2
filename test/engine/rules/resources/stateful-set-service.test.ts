import { expect, test } from "vitest";
import { places } from "../../places";
import { workload } from "../../workload-manifest";

const rule = "resources/stateful-set-service";
const set = (spec: string) => workload({ kind: "StatefulSet", spec });
const service = (spec: string) =>
  `---\napiVersion: v1\nkind: Service\nmetadata: { name: db }\nspec: { ${spec} }\n`;

test.each([
  [set(""), false, "spec.serviceName web"],
  [set("serviceName: db"), true, "spec.serviceName db"],
  [set("serviceName: db") + service("ports: []"), false, "spec.serviceName db"],
  [
    set("serviceName: db") + service("clusterIP: None, selector: { app: nobody }"),
    false,
    "spec.serviceName db",
  ],
])("%s", (text, closed, expected) => {
  expect(places(rule, text, { closed })).toEqual([expected]);
});

test.each([set("serviceName: db"), set("serviceName: db") + service("clusterIP: None"), workload()])(
  "%s is quiet",
  (text) => {
    expect(places(rule, text)).toEqual([]);
  },
);
