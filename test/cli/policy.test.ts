import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { PRIVILEGED_POD, rampart, workspace } from "./run-cli";

const ONLY = ["--rule", "workload/privileged"];
const WAIVER_RULES = ["--rule", "workload/privileged,operations/expired-waiver,operations/unused-waiver"];
const SUPPRESSION_RULES = [
  "--rule",
  "workload/privileged,operations/suppression-without-reason,operations/unused-suppression",
];

interface Finding {
  readonly rule: string;
  readonly file: string;
  readonly message: string;
  readonly range: { readonly start: { readonly line: number; readonly column: number } };
  readonly needsWaiver?: boolean;
}

async function report(cwd: string, ...args: string[]) {
  const { stdout, status } = await rampart(cwd, ["scan", "--format", "json", ...args]);
  return {
    status,
    ...(JSON.parse(stdout) as {
      findings: Finding[];
      suppressed: Record<string, unknown>[];
      errors: { message: string; range: unknown }[];
    }),
  };
}

const waiver = (fields: string) =>
  `waivers:\n  - rule: workload/privileged\n    owner: platform\n    reason: needs the device\n${fields}`;

describe("waivers", () => {
  test("silence a rule on a resource with owner and date, also where the profile blocks", async () => {
    const cwd = workspace({
      ".rampart.yaml": waiver('    resource: Pod/web\n    expires: "2999-01-01"\n'),
      "pod.yaml": PRIVILEGED_POD,
    });
    const { status, findings, suppressed } = await report(cwd, ...WAIVER_RULES);
    expect({ status, findings }).toEqual({ status: 0, findings: [] });
    expect(suppressed).toMatchObject([
      { rule: "workload/privileged", by: "waiver", reason: "needs the device (platform, until 2999-01-01)" },
    ]);
  });

  test.each(["Pod/*", "*/web", "Pod/w*b"])("a resource may be a glob: %s", async (resource) => {
    const cwd = workspace({
      ".rampart.yaml": waiver(`    resource: "${resource}"\n    expires: "2999-01-01"\n`),
      "pod.yaml": PRIVILEGED_POD,
    });
    expect((await report(cwd, ...WAIVER_RULES)).findings).toEqual([]);
  });

  test("an expired one silences nothing and is a finding at its date", async () => {
    const cwd = workspace({
      ".rampart.yaml": waiver('    expires: "2020-01-01"\n'),
      "pod.yaml": PRIVILEGED_POD,
    });
    const { findings } = await report(cwd, ...WAIVER_RULES);
    expect(findings).toMatchObject([
      { rule: "operations/expired-waiver", file: ".rampart.yaml", range: { start: { line: 5, column: 14 } } },
      { rule: "workload/privileged", file: "pod.yaml" },
    ]);
  });

  test("an unused one is a finding at its rule", async () => {
    const cwd = workspace({
      ".rampart.yaml": waiver('    resource: Pod/other\n    expires: "2999-01-01"\n'),
      "pod.yaml": PRIVILEGED_POD,
    });
    const { findings } = await report(cwd, ...WAIVER_RULES);
    expect(findings).toMatchObject([
      { rule: "operations/unused-waiver", file: ".rampart.yaml", range: { start: { line: 2, column: 11 } } },
      { rule: "workload/privileged" },
    ]);
  });

  test.each([
    [
      "without an owner",
      'waivers:\n  - rule: workload/privileged\n    reason: r\n    expires: "2999-01-01"\n',
      'lacks "owner"',
    ],
    ["with an impossible date", waiver("    expires: soon\n"), "write a day as YYYY-MM-DD"],
  ])("one %s is an error with file and line", async (_name, configuration, message) => {
    const { status, errors } = await report(
      workspace({ ".rampart.yaml": configuration, "pod.yaml": PRIVILEGED_POD }),
    );
    expect(status).toBe(2);
    expect(errors).toMatchObject([
      { file: ".rampart.yaml", message: expect.stringContaining(message), range: expect.anything() },
    ]);
  });

  test("rampart waivers lists them by owner and date", async () => {
    const cwd = workspace({
      ".rampart.yaml": `${waiver('    expires: "2999-01-01"\n')}  - rule: image/digest\n    owner: api\n    reason: mirrored\n    expires: "2020-02-02"\n`,
    });
    const { status, stdout } = await rampart(cwd, ["waivers"]);
    expect(status).toBe(1);
    expect(stdout).toBe(
      "api\n  2020-02-02 EXPIRED  image/digest  everywhere\n    mirrored (.rampart.yaml:6)\n\nplatform\n  2999-01-01  workload/privileged  everywhere\n    needs the device (.rampart.yaml:2)\n",
    );
  });
});

const commented = (comment: string) =>
  PRIVILEGED_POD.replace("        privileged", `        ${comment}\n        privileged`);
const annotated = (annotation: string) =>
  PRIVILEGED_POD.replace("  name: web\n", `  name: web\n  annotations:\n    ${annotation}\n`);

describe("suppressions", () => {
  test("a comment with a reason silences the next line where the profile does not block", async () => {
    const cwd = workspace({
      "pod.yaml": commented("# rampart-ignore-next-line workload/privileged -- needs the device"),
    });
    const dev = await report(cwd, ...SUPPRESSION_RULES, "--profile", "dev");
    expect(dev.findings).toEqual([]);
    expect(dev.suppressed).toMatchObject([{ by: "comment", reason: "needs the device" }]);
    const prod = await report(cwd, ...SUPPRESSION_RULES);
    expect(prod.findings).toMatchObject([{ rule: "workload/privileged", needsWaiver: true }]);
  });

  test("an annotation and a file comment do so too", async () => {
    for (const text of [
      annotated("kube-rampart/ignore.workload.privileged: needs the device"),
      `# rampart-ignore-file workload/privileged -- needs the device\n${PRIVILEGED_POD}`,
    ]) {
      const { findings, suppressed } = await report(
        workspace({ "pod.yaml": text }),
        ...SUPPRESSION_RULES,
        "--profile",
        "dev",
      );
      expect(findings).toEqual([]);
      expect(suppressed).toMatchObject([{ rule: "workload/privileged", reason: "needs the device" }]);
    }
  });

  test("one without a reason, and one that silences nothing, are findings at the comment", async () => {
    const cwd = workspace({
      "a.yaml": commented("# rampart-ignore-next-line workload/privileged"),
      "b.yaml": `${PRIVILEGED_POD.replace("true", "false")}# rampart-ignore-file workload/privileged -- gone\n`,
    });
    expect((await report(cwd, ...SUPPRESSION_RULES, "--profile", "dev")).findings).toMatchObject([
      {
        rule: "operations/suppression-without-reason",
        file: "a.yaml",
        range: { start: { line: 10, column: 9 } },
      },
      { rule: "operations/unused-suppression", file: "b.yaml", range: { start: { line: 11, column: 1 } } },
    ]);
  });

  test.each([
    ["checkov", annotated('checkov.io/skip1: "CKV_K8S_16=needs the device"'), "needs the device"],
    ["checkov", commented("# checkov:skip=CKV_K8S_16:needs the device"), "needs the device"],
    [
      "kube-linter",
      annotated("ignore-check.kube-linter.io/privileged-container: needs the device"),
      "needs the device",
    ],
    ["kube-linter", annotated("kube-linter.io/ignore-all: a lab"), "a lab"],
    ["trivy", commented("# trivy:ignore:AVD-KSV-0017"), undefined],
    ["polaris", annotated('polaris.fairwinds.com/run-as-privileged-exempt: "true"'), undefined],
    ["kube-score", annotated("kube-score/ignore: container-security-context-privileged"), undefined],
    ["kics", `# kics-scan disable=dd29336b-fe57-445b-a26e-e6aa867ae609\n${PRIVILEGED_POD}`, undefined],
  ])("what was written for %s is understood: %#", async (tool, text, reason) => {
    const cwd = workspace({ "pod.yaml": text });
    const { findings, suppressed } = await report(cwd, ...ONLY, "--profile", "dev");
    expect(findings).toEqual([]);
    expect(suppressed).toMatchObject([
      { rule: "workload/privileged", by: tool, ...(reason ? { reason } : {}) },
    ]);
    expect(
      (await report(cwd, ...ONLY, "--profile", "dev", "--no-foreign-suppressions")).findings,
    ).toHaveLength(1);
  });
});

describe("baselines", () => {
  test("hold back what was there before, and nothing else", async () => {
    const cwd = workspace({ "pod.yaml": PRIVILEGED_POD });
    await rampart(cwd, ["scan", ...ONLY, "--write-baseline", "baseline.json"]);
    writeFileSync(join(cwd, "second.yaml"), PRIVILEGED_POD.replaceAll("web", "api"));
    const { findings, suppressed } = await report(cwd, ...ONLY, "--baseline", "baseline.json");
    expect(findings).toMatchObject([{ file: "second.yaml" }]);
    expect(suppressed).toMatchObject([{ file: "pod.yaml", by: "baseline" }]);
  });

  test.each([
    ["not json", "it is not JSON"],
    ['{"version": 9, "fingerprints": []}', "update Rampart or write it anew"],
    ["{}", "holds no list of fingerprints"],
  ])("%s is refused", async (text, message) => {
    const { status, stderr } = await rampart(workspace({ "b.json": text, "pod.yaml": PRIVILEGED_POD }), [
      "scan",
      "pod.yaml",
      "--baseline",
      "b.json",
    ]);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });
});

test("init writes a configuration that is valid and fits what is found, and never overwrites", async () => {
  const cwd = workspace({
    "overlays/prod/pod.yaml": PRIVILEGED_POD,
    "overlays/dev/pod.yaml": PRIVILEGED_POD,
  });
  expect((await rampart(cwd, ["init"])).status).toBe(0);
  const text = readFileSync(join(cwd, ".rampart.yaml"), "utf8");
  expect(text).toContain('  prod:\n    paths:\n      - "overlays/prod/**"');
  expect(text).toContain("trustedRegistries:\n  - registry.example");
  const { errors, findings } = await report(cwd, ...ONLY);
  expect(errors).toEqual([]);
  expect(findings).toMatchObject([
    { file: "overlays/dev/pod.yaml", level: "warn" },
    { file: "overlays/prod/pod.yaml", level: "block" },
  ]);
  const again = await rampart(cwd, ["init"]);
  expect(again.status).toBe(2);
  expect(again.stderr).toContain("it is there already");
});
