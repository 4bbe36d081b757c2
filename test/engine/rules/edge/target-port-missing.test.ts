import { expect, test } from "vitest";
import { judge } from "../../judge";
import { deployment, file, service } from "../scope-manifests";

const ID = "edge/target-port-missing";
const ports = [{ name: "web", containerPort: 8080 }];
const api = deployment("api", { ports });
const leadingTo = (port: object) => service("api", { ports: [{ port: 80, ...port }] });

test("a name that no container declares", () => {
  const [found] = judge(ID, file(leadingTo({ targetPort: "http" }), api));
  expect(found).toMatchObject({
    path: ["spec", "ports", 0, "targetPort"],
    text: "http",
    severity: "medium",
    message: 'no container of api declares a port named "http"',
  });
  expect(found?.finding.fixes).toMatchObject([
    { safety: "unsafe", changes: [{ op: "set", path: ["spec", "ports", 0, "targetPort"], value: "web" }] },
  ]);
});

test("a number that none declares is low; without targetPort the port is meant", () => {
  expect(judge(ID, file(leadingTo({ targetPort: 9090 }), api))).toMatchObject([
    { path: ["spec", "ports", 0, "targetPort"], text: "9090", severity: "low" },
  ]);
  expect(judge(ID, file(leadingTo({}), api))).toMatchObject([
    { path: ["spec", "ports", 0, "port"], text: "80" },
  ]);
});

test("with two candidates there is no fix", () => {
  const two = deployment("api", { ports: [...ports, { name: "admin", containerPort: 9000 }] });
  expect(judge(ID, file(leadingTo({ targetPort: "http" }), two))[0]?.finding.fixes).toEqual([]);
});

test.each([
  ["the name is declared", file(leadingTo({ targetPort: "web" }), api)],
  ["the number is declared", file(leadingTo({ targetPort: 8080 }), api)],
  ["the pods declare nothing", file(leadingTo({ targetPort: 9090 }), deployment("api"))],
  ["no pod is in sight", file(leadingTo({ targetPort: "http" }))],
])("quiet where %s", (_case, text) => {
  expect(judge(ID, text)).toEqual([]);
});
