import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { oraclesMissing } from "./build.mjs";
import { type Oracles, startOracles } from "./oracle";
import { skipped } from "./skip";

describe.skipIf(skipped("oracles", await oraclesMissing()))("the oracles", () => {
  let oracles: Oracles;

  beforeAll(async () => {
    oracles = await startOracles();
  }, 600_000);

  afterAll(async () => {
    await oracles?.stop();
  });

  test("read YAML as Kubernetes does", async () => {
    const readings: readonly (readonly [text: string, json: string])[] = [
      ["0o17", "15"],
      ["0777", "511"],
      ["1_000", "1000"],
      ["1:30", '"1:30"'],
      ["2024-01-01", '"2024-01-01"'],
      ["on: 1", '{"true":1}'],
      ["yes", "true"],
      ["~", "null"],
      ["1e3", "1000"],
      ["9007199254740993", "9007199254740993"],
      ["0b11", "3"],
      ["2024-01-01T00:00:00Z", '"2024-01-01T00:00:00Z"'],
      ["a: !!binary aGk=", '{"a":"hi"}'],
      ["{1: a, 1.5: b, 0777: c}", '{"1":"a","1.5":"b","511":"c"}'],
      ["a: &x {b: 1}\nc: {<<: *x, d: 2}", '{"a":{"b":1},"c":{"b":1,"d":2}}'],
    ];
    const answers = await oracles.yamlToJson(readings.map(([text]) => text));
    expect(answers).toEqual(readings.map(([, json]) => ({ ok: true, result: json })));
  });

  test("take the last of duplicate keys, and refuse them where reading is strict", async () => {
    expect(await oracles.yamlToJson(["a: 1\na: 2"])).toEqual([{ ok: true, result: '{"a":2}' }]);
    expect(await oracles.yamlToJson(["a: 1\na: 2"], { strict: true })).toEqual([
      { ok: false, error: expect.stringContaining('key "a" already set in map') },
    ]);
  });

  test("say why a text cannot be read", async () => {
    expect(await oracles.yamlToJson(["a: [1", "{~: c}", ".inf"])).toEqual([
      { ok: false, error: expect.stringContaining("did not find expected ',' or ']'") },
      { ok: false, error: expect.stringContaining("unsupported map key of type") },
      { ok: false, error: "json: unsupported value: +Inf" },
    ]);
  });

  test("split files as kubectl does", async () => {
    expect(
      await oracles.yamlDocuments(["a: 1\n---\n---\n# only a comment\n---\nb: |\n  x\n", "a: 1\n---b\n", ""]),
    ).toEqual([
      { ok: true, result: ['{"a":1}', "null", '{"b":"x\\n"}'] },
      { ok: false, error: "invalid Yaml document separator: b" },
      { ok: true, result: [] },
    ]);
  });

  test("judge a pod by Pod Security level and version", async () => {
    const pod = {
      spec: {
        hostNetwork: true,
        containers: [
          { name: "app", image: "app:1", securityContext: { capabilities: { add: ["NET_RAW"] } } },
        ],
      },
    };
    const [baseline, restricted, privileged, odd] = await oracles.podSecurity([
      { level: "baseline", version: "1.37", pod },
      { level: "restricted", version: "latest", pod },
      { level: "privileged", version: "1.0", pod },
      { level: "baseline", version: "v1.2", pod },
    ]);
    const networkCheck = { id: "hostNamespaces", reason: "host namespaces", detail: "hostNetwork=true" };
    expect(baseline).toEqual({
      ok: true,
      result: {
        allowed: false,
        checks: [
          {
            id: "capabilities_baseline",
            reason: "non-default capabilities",
            detail: 'container "app" must not include "NET_RAW" in securityContext.capabilities.add',
          },
          networkCheck,
        ],
      },
    });
    expect(restricted?.ok && restricted.result.checks.map(({ id }) => id)).toEqual([
      "hostNamespaces",
      "allowPrivilegeEscalation",
      "capabilities_restricted",
      "runAsNonRoot",
      "seccompProfile_restricted",
    ]);
    expect(privileged).toEqual({ ok: true, result: { allowed: true, checks: [] } });
    expect(odd).toEqual({ ok: false, error: 'version "v1.2" is neither 1.N nor latest' });
  });

  test("judge a pod at every version at once", async () => {
    const probed = {
      spec: {
        containers: [
          {
            name: "app",
            image: "app:1",
            livenessProbe: { httpGet: { host: "192.0.2.1", port: 80 } },
            securityContext: { runAsNonRoot: true, runAsUser: 0 },
          },
        ],
      },
    };
    const [matrix] = await oracles.podSecurityMatrix([probed]);
    if (!matrix?.ok) {
      throw new Error(matrix?.error);
    }
    const { baseline, restricted } = matrix.result;
    const first = (levels: typeof baseline, id: string): number =>
      levels.findIndex((ids) => ids.includes(id));
    expect([baseline.length, restricted.length]).toEqual([38, 38]);
    expect(first(baseline, "hostProbesAndHostLifecycle")).toBe(34);
    expect(first(restricted, "runAsUser")).toBe(23);
    expect(first(restricted, "allowPrivilegeEscalation")).toBe(8);
    expect(first(restricted, "capabilities_restricted")).toBe(22);
    expect(first(restricted, "seccompProfile_restricted")).toBe(19);
  });

  test("read and compare quantities", async () => {
    const read = await oracles.quantity(["1000m", "1.5Gi", "0.0000000001", " 2 ", 0.5, "1ki", ""]);
    expect(read.map((answer) => (answer.ok ? answer.result.canonical : answer.error))).toEqual([
      "1",
      "1536Mi",
      "1n",
      "2",
      "500m",
      "unable to parse quantity's suffix",
      expect.stringContaining("quantities must match the regular expression"),
    ]);
    expect(read[0]).toEqual({ ok: true, result: { canonical: "1", decimal: "1.000", format: "DecimalSI" } });
    expect(
      await oracles.compareQuantities([
        ["1Gi", "1G"],
        ["1000m", 1],
        ["100m", "1"],
        ["1", "x"],
      ]),
    ).toEqual([
      { ok: true, result: 1 },
      { ok: true, result: 0 },
      { ok: true, result: -1 },
      { ok: false, error: expect.stringContaining("quantities must match") },
    ]);
  });

  test("match selectors in text form", async () => {
    expect(
      await oracles.selector([
        { selector: "tier notin (db), !legacy", labels: { app: "web" } },
        { selector: "tier in (db)", labels: { tier: "web" } },
        { selector: "n>3", labels: { n: "4" } },
        { selector: "a in (", labels: {} },
      ]),
    ).toEqual([
      { ok: true, result: { matches: true, canonical: "!legacy,tier notin (db)" } },
      { ok: true, result: { matches: false, canonical: "tier in (db)" } },
      { ok: true, result: { matches: true, canonical: "n>3" } },
      { ok: false, error: expect.stringContaining("unable to parse requirement") },
    ]);
  });

  test("match selectors in object form", async () => {
    const expression = (operator: string): object => ({ matchExpressions: [{ key: "a", operator }] });
    expect(
      await oracles.labelSelector([
        { selector: null, labels: {} },
        { selector: {}, labels: { a: "b" } },
        { selector: expression("DoesNotExist"), labels: {} },
        { selector: { matchLabels: { a: "" } }, labels: {} },
        { selector: expression("Like"), labels: {} },
      ]),
    ).toEqual([
      { ok: true, result: { matches: false, canonical: "" } },
      { ok: true, result: { matches: true, canonical: "" } },
      { ok: true, result: { matches: true, canonical: "!a" } },
      { ok: true, result: { matches: false, canonical: "a=" } },
      { ok: false, error: '"Like" is not a valid label selector operator' },
    ]);
  });

  test("take image references apart", async () => {
    const digest = `sha256:${"a".repeat(64)}`;
    const answers = await oracles.imageReference([
      "nginx",
      `ghcr.io/a/b:1@${digest}`,
      "localhost:5000/x",
      "UPPER",
    ]);
    expect(answers).toEqual([
      {
        ok: true,
        result: {
          normalized: "docker.io/library/nginx",
          familiar: "nginx",
          domain: "docker.io",
          path: "library/nginx",
        },
      },
      { ok: true, result: expect.objectContaining({ domain: "ghcr.io", path: "a/b", tag: "1", digest }) },
      { ok: true, result: expect.objectContaining({ domain: "localhost:5000", path: "x" }) },
      { ok: false, error: expect.stringContaining("must be lowercase") },
    ]);
  });

  test("answer ten thousand questions in order", async () => {
    const numbers = Array.from({ length: 10_000 }, (_, index) => String(index));
    const answers = await oracles.yamlToJson(numbers);
    expect(answers.map((answer) => answer.ok && answer.result)).toEqual(numbers);
  });
});
