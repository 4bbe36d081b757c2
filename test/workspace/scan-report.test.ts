import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { createPolicy } from "../../engine/policy/policy";
import { jsonReport, jsonReportParts } from "../../engine/report/json";
import type { Report } from "../../engine/report/report";
import { sarifReport, sarifReportParts } from "../../engine/report/sarif";
import { assembleReport, buildReport } from "../../workspace/build-report";
import { type ScanFile, type ScanRequest, scan } from "../../workspace/scan";
import { openScanCache } from "../../workspace/scan-cache";
import { type ReportScanRequest, scanForReport } from "../../workspace/scan-report";
import { manifests } from "./manifests";

const policy = createPolicy({});
const FILES = manifests();

/** Writes the files of the repository's examples into a folder, as one workspace. */
function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "rampart-scan-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

function requestFor(folder: string, names: readonly string[]): ScanRequest {
  return {
    files: [...names]
      .sort()
      .map((name): ScanFile => ({ path: join(folder, name), name, explicit: false, reported: true })),
    policyFor: () => policy,
    cross: true,
    today: "2026-01-01",
  };
}

async function reportOf(request: ScanRequest, how: Partial<ReportScanRequest> = {}): Promise<Report> {
  const withFixes = how.withFixes ?? false;
  const parts = await scanForReport({ concurrency: 1, leastShare: 1, ...request, ...how, withFixes });
  return assembleReport(parts, { policy, withFixes });
}

describe("a scan for a report", () => {
  test("says what a scan that keeps everything says, fixes included", async () => {
    const request = requestFor(folderWith(FILES), Object.keys(FILES));
    const whole = buildReport(await scan(request), { policy, withFixes: true });
    expect(whole.findings.length).toBeGreaterThan(300);
    expect(await reportOf(request, { withFixes: true })).toEqual(whole);
  });

  test("says the same from a cache, also after a change, and of a cache that is torn or of another policy", async () => {
    const folder = folderWith(FILES);
    const names = Object.keys(FILES);
    const request = requestFor(folder, names);
    const cacheFolder = join(folder, ".cache");
    const openCache = () => openScanCache(cacheFolder, ["test"]);
    const fresh = await reportOf(request);
    expect(await reportOf(request, { openCache })).toEqual(fresh);
    expect(openCache().isEmpty).toBe(false);
    expect(await reportOf(request, { openCache })).toEqual(fresh);

    const changed = names.find((name) => name === "workload/privileged.bad.yaml") ?? "";
    writeFileSync(
      join(folder, changed),
      readFileSync(join(folder, changed), "utf8").replace("true", "false"),
    );
    const after = await reportOf(request);
    expect(after).not.toEqual(fresh);
    expect(await reportOf(request, { openCache })).toEqual(after);

    const [pack = ""] = readdirSync(cacheFolder);
    const bytes = readFileSync(join(cacheFolder, pack));
    for (const torn of [bytes.subarray(0, bytes.length / 2), Buffer.from("nonsense"), Buffer.alloc(0)]) {
      writeFileSync(join(cacheFolder, pack), torn);
      expect(openCache().isEmpty).toBe(true);
    }
    expect(await reportOf(request, { openCache })).toEqual(after);
    expect(openScanCache(cacheFolder, ["another"]).isEmpty).toBe(true);
  });

  test("keeps no value of a Secret in the cache", async () => {
    const secret = "c3VwZXItc2VjcmV0LXZhbHVl";
    const folder = folderWith({
      "secret.yaml": `apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\ndata:\n  password: ${secret}\n`,
      "map.yaml": `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  DB_PASSWORD: ${secret}\n`,
      "pod.yaml": `apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  containers:\n    - name: a\n      image: a:1\n      env:\n        - name: DB_PASSWORD\n          value: ${secret}\n`,
    });
    const cacheFolder = join(folder, ".cache");
    const request = requestFor(folder, ["secret.yaml", "map.yaml", "pod.yaml"]);
    const report = await reportOf(request, { openCache: () => openScanCache(cacheFolder, []) });
    expect(report.findings.map(({ rule }) => rule)).toContain("secrets/literal-in-env");
    const [pack = ""] = readdirSync(cacheFolder);
    expect(readFileSync(join(cacheFolder, pack), "utf8")).not.toContain(secret);
  });

  test("makes of its shards what the whole says", async () => {
    const request = requestFor(folderWith(FILES), Object.keys(FILES));
    const whole = await reportOf(request);
    const shards = await Promise.all(
      [0, 1, 2].map((own) => {
        const owns = (name: string) => name.length % 3 === own;
        const files = request.files.map((file) => ({ ...file, reported: owns(file.name) }));
        return reportOf({ ...request, files }, { isShown: owns });
      }),
    );
    const byFile = (a: { file: string }, b: { file: string }) =>
      a.file < b.file ? -1 : a.file > b.file ? 1 : 0;
    expect(shards.flatMap(({ findings }) => findings).sort(byFile)).toEqual(whole.findings);
    expect(shards.flatMap(({ errors }) => errors).sort(byFile)).toEqual(whole.errors);
    expect(shards.reduce((sum, { summary }) => sum + summary.documents, 0)).toBe(whole.summary.documents);
  });

  test("prints in parts what it prints at once", async () => {
    const folder = folderWith(FILES);
    const full = await reportOf(requestFor(folder, Object.keys(FILES)), { withFixes: true });
    const none = await reportOf(requestFor(folder, []));
    for (const report of [full, none]) {
      expect([...jsonReportParts(report)].join("")).toBe(jsonReport(report));
      expect([...sarifReportParts(report)].join("")).toBe(sarifReport(report));
    }
    expect([...jsonReportParts(full)].length).toBeGreaterThan(3);
  });
});
