import { describe, expect, test } from "vitest";
import noFix from "../../../docs/data/no-fix.json";
import { readManifestFile } from "../../../engine/analyze-file";
import { applyFixes, type FixRequest } from "../../../engine/fixes/apply-fixes";
import type { Fix } from "../../../engine/fixes/fix";
import { ruleById } from "../../../engine/rules/registry";
import { applyTextEdits } from "../../../engine/yaml/text-edit";
import { type Judged, judge } from "../judge";
import { type Example, judgingRules, readExample } from "./examples";

/** Why rules have no fix: many share a reason, the others say it themselves. */
const reasons: Readonly<Record<string, string | undefined>> = {
  ...noFix,
  ...Object.fromEntries(judgingRules.flatMap((rule) => (rule.noFix ? [[rule.id, rule.noFix]] : []))),
};

/** The fixes of a finding that a machine can complete. */
function completeFixes({ finding }: Judged): readonly Fix[] {
  return finding.fixes.filter(({ safety }) => safety !== "input");
}

/** The fixes of a rule's findings in an example: the nth of each, or its last. */
function requestsFor(found: readonly Judged[], nth: number): FixRequest[] {
  return found.flatMap((each) => {
    const fixes = completeFixes(each);
    const fix = fixes[Math.min(nth, fixes.length - 1)];
    return fix ? [{ finding: each.finding, fix }] : [];
  });
}

function apply(example: Example, requests: readonly FixRequest[]) {
  const file = readManifestFile(example.options.file ?? "manifest.yaml", example.text);
  const { edits, dropped } = applyFixes(file, requests);
  return { edits, dropped, example: { ...example, text: applyTextEdits(example.text, edits) } };
}

/** What rules that are on by default say of an example. */
function findings({ text, options }: Example): string[] {
  return judge(undefined, text, options)
    .filter((each) => !ruleById(each.rule)?.opinion)
    .map((each) => `${each.rule}: ${each.message}`);
}

const bad = new Map(judgingRules.map(({ id }) => [id, readExample(`${id}.bad.yaml`)] as const));
const found = new Map([...bad].map(([id, { text, options }]) => [id, judge(id, text, options)] as const));

describe("which rules offer fixes", () => {
  test.each(judgingRules.map((rule) => [rule.id, rule] as const))("%s", (id, rule) => {
    const offers = (found.get(id) ?? []).some(({ finding }) => finding.fixes.length > 0);
    if (offers) expect(reasons[id], `${id} has fixes and a reason for having none`).toBeUndefined();
    else expect(reasons[id], `${id} has neither a fix nor a reason`).toMatch(/^.{10,}[^.]$/);
    expect(rule.fixable ?? false, `${id}: fixable`).toBe(offers);
  });

  test("reasons are given for rules alone", () => {
    for (const id of Object.keys(reasons)) expect(ruleById(id), id).toBeDefined();
  });
});

const cases = [...found].flatMap(([id, list]) =>
  Array.from({ length: Math.max(0, ...list.map((each) => completeFixes(each).length)) }, (_, nth) => ({
    id,
    nth,
    title: requestsFor(list, nth)[0]?.fix.title ?? "",
  })),
);

describe("every fix", () => {
  test.each(cases)("$id: $title", ({ id, nth }) => {
    const example = bad.get(id);
    const list = found.get(id);
    if (!example || !list) throw new Error(`no example of ${id}`);
    const { edits, dropped, example: fixed } = apply(example, requestsFor(list, nth));
    expect(dropped).toEqual([]);
    expect(edits.length).toBeGreaterThan(0);

    const unfixable = list.filter((each) => completeFixes(each).length === 0).map(({ message }) => message);
    const left = judge(id, fixed.text, fixed.options);
    expect(unfixable).toEqual(expect.arrayContaining(left.map(({ message }) => message)));

    const before = new Set(findings(example));
    expect(findings(fixed).filter((each) => !before.has(each))).toEqual([]);

    expect(apply(fixed, requestsFor(left, nth)).edits).toEqual([]);
  });
});
