import { expect, test } from "vitest";
import { judge } from "../../judge";
import { places } from "../../places";
import { workload } from "../../workload-manifest";

const rule = "resources/probe-port";
const declared = "ports: [{ name: http, containerPort: 8080 }]\n";

test.each([
  [`${declared}livenessProbe: { httpGet: { port: web } }`, "livenessProbe", "httpGet", "medium"],
  ["readinessProbe: { tcpSocket: { port: http } }", "readinessProbe", "tcpSocket", "medium"],
  ['readinessProbe: { httpGet: { port: "8080" } }', "readinessProbe", "httpGet", "medium"],
  [`${declared}startupProbe: { httpGet: { port: 8081 } }`, "startupProbe", "httpGet", "low"],
  [`${declared}livenessProbe: { grpc: { port: 9090 } }`, "livenessProbe", "grpc", "low"],
])("%s", (container, probe, action, severity) => {
  expect(judge(rule, workload({ container }))).toMatchObject([
    { path: ["spec", "template", "spec", "containers", 0, probe, action, "port"], severity },
  ]);
});

test.each([
  `${declared}livenessProbe: { httpGet: { port: http } }`,
  `${declared}livenessProbe: { httpGet: { port: 8080 } }`,
  "livenessProbe: { httpGet: { port: 8080 } }",
  "livenessProbe: { exec: { command: [x] } }",
])("%s is quiet", (container) => {
  expect(places(rule, workload({ container }))).toEqual([]);
});

test("a port that several probes ask is told once, at the first", () => {
  const container = `${declared}livenessProbe: { httpGet: { port: 8081 } }\nreadinessProbe: { httpGet: { port: 8081 } }`;
  expect(judge(rule, workload({ container })).map(({ path }) => path.slice(-3))).toEqual([
    ["livenessProbe", "httpGet", "port"],
  ]);
});

test("a number may be declared, a name is the author's", () => {
  const fixes = (probe: string) => judge(rule, workload({ container: declared + probe }))[0]?.finding.fixes;
  expect(fixes("startupProbe: { httpGet: { port: 8081 } }")).toMatchObject([
    { safety: "safe", changes: [{ op: "append", value: { containerPort: 8081 } }] },
  ]);
  expect(fixes("startupProbe: { httpGet: { port: web } }")).toEqual([]);
});
