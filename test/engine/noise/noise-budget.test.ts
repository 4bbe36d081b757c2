import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { ruleById } from "../../../engine/rules/registry";
import { skipped } from "../../oracles/skip";
import { PROJECTS, REASONS } from "./projects";
import { fetchModule, scanFolder } from "./scan-module";

/** Fetching is bound by the network: 50 MB in all, once. */
const FETCH_TIMEOUT = 300_000;

/** What keeps the manifests from being fetched; the smallest module tells whether the proxy answers. */
async function fetchingMissing(): Promise<string | undefined> {
  try {
    execFileSync("go", ["version"], { stdio: "ignore" });
  } catch {
    return "install Go 1.26 or newer (https://go.dev/dl)";
  }
  const [smallest] = PROJECTS;
  if (!smallest) return undefined;
  return fetchModule(smallest.module, smallest.version).then(
    () => undefined,
    () => "connect to the Go module proxy",
  );
}

const missing = await fetchingMissing();

describe("the budget", () => {
  test("covers at least six projects, and each finding has its reason", () => {
    expect(PROJECTS.length).toBeGreaterThanOrEqual(6);
    const used = new Set(PROJECTS.flatMap(({ findings }) => Object.keys(findings)));
    expect([...used].filter((rule) => !REASONS[rule])).toEqual([]);
    expect(Object.keys(REASONS).filter((rule) => !used.has(rule) || !ruleById(rule))).toEqual([]);
  });
});

describe.skipIf(skipped("Noise budget", missing))("what is found in published manifests", () => {
  test.each(PROJECTS)(
    "$module $version",
    async ({ module, version, paths, findings }) => {
      const found = await scanFolder(await fetchModule(module, version), paths);
      const counts: Record<string, number> = {};
      for (const { rule, severity } of found) if (severity !== "low") counts[rule] = (counts[rule] ?? 0) + 1;
      expect(counts).toEqual(findings);
    },
    FETCH_TIMEOUT,
  );
});
