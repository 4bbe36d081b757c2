import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { policySources } from "../../../engine/export/cel/registry";
import { notExportedReason } from "../../../engine/export/enforcement";
import { enforcementPage } from "../../../engine/export/enforcement-page";
import { ruleById, rules } from "../../../engine/rules/registry";
import { podSecurityChecks } from "../../../engine/standards/pod-security/checks";
import { coveragePage } from "../../../scripts/coverage-page";

const PAGE = resolve(__dirname, "../../../docs/enforcement.md");

describe("the exported rules", () => {
  test("exist, once each, and are at least a hundred without the opinions", () => {
    const ids = policySources.map(({ rule }) => rule);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => ruleById(id) === undefined)).toEqual([]);
    expect(ids.filter((id) => ruleById(id)?.opinion !== true).length).toBeGreaterThanOrEqual(100);
  });

  test("hold every rule of the Pod Security Standards that a server with policies does not refuse itself", () => {
    const left = rules.filter(
      (rule) => rule.scope === "document" && rule.standards?.pss && notExportedReason(rule) !== undefined,
    );
    expect(left.map(({ id }) => id)).toEqual([]);
    expect(podSecurityChecks).toHaveLength(19);
  });

  test("and the others have a reason of their own kind", () => {
    const reasons = rules.map((rule) => [rule.id, notExportedReason(rule)] as const);
    expect(reasons.filter(([, reason]) => reason === "")).toEqual([]);
    expect(reasons.find(([id]) => id === "workload/privileged")?.[1]).toBeUndefined();
    expect(reasons.find(([id]) => id === "network/no-default-deny")?.[1]).toBe(
      "needs other resources, and admission sees one object",
    );
    expect(reasons.find(([id]) => id === "operations/workflow-permissions")?.[1]).toBe(
      "not an object of a Kubernetes API",
    );
  });
});

test("docs/enforcement.md names every rule and is what the exporter says; UPDATE_DOCS=1 writes it", async () => {
  const page = enforcementPage();
  if (process.env.UPDATE_DOCS === "1") (await import("node:fs")).writeFileSync(PAGE, page);
  expect(readFileSync(PAGE, "utf8")).toBe(page);
  for (const { id } of rules) expect(page).toContain(`(rules/${id}.md)`);
});

test("docs/coverage.md names every rule that is not exported, with the reason", () => {
  const page = coveragePage();
  const rows = page.slice(page.indexOf("## Enforcement by the cluster itself")).split("\n");
  for (const rule of rules) {
    const reason = notExportedReason(rule);
    const own = rows.filter((row) => row.includes(`(rules/${rule.id}.md)`));
    expect(own.map((row) => row.split(" | ")[0]?.replace("| ", ""))).toEqual(reason ? [reason] : []);
  }
});
