import { expect, test } from "vitest";
import { places } from "../../places";
import { workload } from "../../workload-manifest";

const rule = "resources/port-names";
const service = (...ports: string[]) =>
  `apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { ports: [${ports.join(", ")}] }\n`;
const at = "spec.template.spec.containers.0.ports";

test.each([
  [service('{ port: 80, targetPort: "8080" }'), 'spec.ports.0.targetPort "8080"'],
  [service("{ port: 80, targetPort: http_web }"), "spec.ports.0.targetPort http_web"],
  [service("{ port: 70000 }"), "spec.ports.0.port 70000"],
  [service("{ port: 80, targetPort: 0 }"), "spec.ports.0.targetPort 0"],
  [service("{ name: a, port: 80 }", "{ port: 81 }"), "spec.ports.1.name port"],
  [
    workload({ container: "ports: [{ name: much-too-long-name, containerPort: 80 }]" }),
    `${at}.0.name much-too-long-name`,
  ],
  [workload({ container: "ports: [{ name: a--b, containerPort: 80 }]" }), `${at}.0.name a--b`],
  [
    workload({ container: "ports: [{ name: a, containerPort: 80 }, { name: a, containerPort: 81 }]" }),
    `${at}.1.name a`,
  ],
  [workload({ container: "ports: [{ containerPort: 0 }]" }), `${at}.0.containerPort 0`],
])("%s", (text, expected) => {
  expect(places(rule, text)).toEqual([expected]);
});

test.each([
  service("{ port: 80, targetPort: http }"),
  service("{ name: a, port: 80 }", "{ name: b, port: 81 }"),
  workload({ container: "ports: [{ name: http, containerPort: 8080 }, { containerPort: 9090 }]" }),
  workload({ container: 'ports: [{ name: 5, containerPort: "80" }]' }),
])("%s is quiet", (text) => {
  expect(places(rule, text)).toEqual([]);
});
