import { expect, test } from "vitest";
import { judge } from "../../judge";
import { afterFix, places } from "../../places";
import { workload } from "../../workload-manifest";

const rule = "admission/wrong-type";
const container = "spec.template.spec.containers.0";

test.each([
  [
    { container: 'securityContext: { runAsNonRoot: "true" }' },
    `${container}.securityContext.runAsNonRoot "true"`,
  ],
  [{ container: "securityContext: { runAsUser: '1000' }" }, `${container}.securityContext.runAsUser '1000'`],
  [{ container: "securityContext: { runAsUser: 1.5 }" }, `${container}.securityContext.runAsUser 1.5`],
  [{ container: "securityContext: [a]" }, `${container}.securityContext securityContext`],
  [{ container: "args: run" }, `${container}.args run`],
  [{ container: "args: [5]" }, `${container}.args.0 5`],
  [{ container: "env: [{ name: A, value: 5 }]" }, `${container}.env.0.value 5`],
  [{ container: "resources: { limits: { memory: true } }" }, `${container}.resources.limits.memory true`],
  [{ container: "livenessProbe: { httpGet: { port: 1.5 } }" }, `${container}.livenessProbe.httpGet.port 1.5`],
  [{ pod: "nodeSelector: { gpu: true }" }, "spec.template.spec.nodeSelector.gpu true"],
  [{ spec: "replicas: three" }, "spec.replicas three"],
])("%j", (parts, expected) => {
  expect(places(rule, workload(parts))).toEqual([expected]);
});

test("a quoted boolean is written anew", () => {
  const text = workload({ container: 'securityContext: { runAsNonRoot: "True" }' });
  const { object, left } = afterFix(rule, text);
  expect(JSON.stringify(object)).toContain('"runAsNonRoot":true');
  expect(left).toEqual([]);
});

test("the message never shows the value", () => {
  const secret = "apiVersion: v1\nkind: Secret\nmetadata: { name: s }\nstringData: { password: 12345 }\n";
  const [found] = judge(rule, secret);
  expect(found).toMatchObject({ path: ["stringData", "password"] });
  expect(found?.message).not.toContain("12345");
});

test.each([
  workload({
    container:
      "securityContext: { runAsNonRoot: null, runAsUser: 1000 }\nresources: { limits: { cpu: 1, memory: 1Gi } }",
  }),
  workload({ container: "livenessProbe: { httpGet: { port: http } }" }),
  workload({ spec: "replicas: $(REPLICAS)" }),
  "apiVersion: example.com/v1\nkind: Web\nmetadata: { name: w, labels: 5 }\n",
])("%s is quiet", (text) => {
  expect(places(rule, text)).toEqual([]);
});
