import { expect, test } from "vitest";
import { places } from "../../places";
import { workload } from "../../workload-manifest";

const rule = "resources/liveness-probe";

test("a missing probe is reported at the container", () => {
  expect(places(rule, workload())).toEqual(["spec.template.spec.containers.0.livenessProbe web"]);
});

test.each([
  workload({ container: "livenessProbe: { tcpSocket: { port: 80 } }" }),
  workload({ kind: "Job", apiVersion: "batch/v1" }),
])("a probe, and a job, is quiet", (text) => {
  expect(places(rule, text)).toEqual([]);
});

test("init containers need none", () => {
  const pod = "initContainers:\n  - name: init\n    image: registry.example/init:1";
  expect(places(rule, workload({ pod, container: "livenessProbe: { exec: { command: [x] } }" }))).toEqual([]);
});
