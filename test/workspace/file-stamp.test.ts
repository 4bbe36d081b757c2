import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { createPolicy } from "../../engine/policy/policy";
import { assembleReport } from "../../workspace/build-report";
import { contentId } from "../../workspace/content-id";
import { isSameStamp, stampOf } from "../../workspace/file-stamp";
import { openScanCache } from "../../workspace/scan-cache";
import { scanForReport } from "../../workspace/scan-report";

const POD = `apiVersion: v1
kind: Pod
metadata:
  name: a
spec:
  containers:
    - name: a
      image: registry.example/a:1.0.0
      securityContext:
        privileged: true
`;
const MINUTE = 60_000;

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "rampart-stamp-"));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** Writes another content, again until the file system's clock has moved on: some count in steps of milliseconds. */
function rewrite(path: string, text: string): void {
  const before = statSync(path).ctimeMs;
  do writeFileSync(path, text);
  while (statSync(path).ctimeMs === before);
}

test("a file that changed a moment ago has no stamp to rely on, nor has what is no file", () => {
  const cwd = folder();
  const path = join(cwd, "pod.yaml");
  writeFileSync(path, POD);
  mkdirSync(join(cwd, "folder"));
  expect(stampOf(path, Date.now())).toBeUndefined();
  expect(stampOf(path, Date.now() + MINUTE)).toMatchObject({ 2: POD.length });
  expect(stampOf(join(cwd, "gone.yaml"), Date.now() + MINUTE)).toBeUndefined();
  expect(stampOf(join(cwd, "folder"), Date.now() + MINUTE)).toBeUndefined();
});

test("another content has another stamp, also where its size and date are those of the old one", () => {
  const path = join(folder(), "pod.yaml");
  writeFileSync(path, POD);
  utimesSync(path, 1_000, 1_000);
  const before = stampOf(path, Date.now() + MINUTE);
  rewrite(path, POD.replace("true", "null"));
  utimesSync(path, 1_000, 1_000);
  const after = stampOf(path, Date.now() + MINUTE);
  expect(before && after && isSameStamp(before, before)).toBe(true);
  expect(before && after && isSameStamp(before, after)).toBe(false);
});

test("a scan notes which content a settled file has, and finds a change all the same", async () => {
  vi.useFakeTimers({ now: Date.now() + MINUTE, toFake: ["Date"] });
  onTestFinished(() => void vi.useRealTimers());
  const cwd = folder();
  const path = join(cwd, "pod.yaml");
  writeFileSync(path, POD);
  const policy = createPolicy({});
  const openCache = () => openScanCache(join(cwd, ".cache"), ["test"]);
  const rules = async () => {
    const parts = await scanForReport({
      files: [{ path, name: "pod.yaml", explicit: false, reported: true }],
      policyFor: () => policy,
      cross: true,
      withFixes: false,
      concurrency: 1,
      leastShare: 1,
      openCache,
    });
    expect(parts.idOf("pod.yaml")).toBe(contentId(readFileSync(path)));
    const { findings } = assembleReport(parts, { policy, withFixes: false });
    return findings.map(({ rule }) => rule).filter((rule) => rule === "workload/privileged");
  };
  expect(await rules()).toEqual(["workload/privileged"]);
  const stamp = stampOf(path, Date.now());
  expect(stamp && openCache().idAt(path, stamp)).toBe(contentId(Buffer.from(POD)));
  expect(await rules()).toEqual(["workload/privileged"]);

  rewrite(path, POD.replace("true", "null"));
  const later = stampOf(path, Date.now());
  expect(later && openCache().idAt(path, later)).toBeUndefined();
  expect(await rules()).toEqual([]);
  expect(later && openCache().idAt(path, later)).toBe(contentId(readFileSync(path)));
});
