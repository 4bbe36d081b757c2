import { expect, test } from "vitest";
import { readManifestFile } from "../../../../engine/analyze-file";
import { applyFixes } from "../../../../engine/fixes/apply-fixes";
import type { Change } from "../../../../engine/fixes/fix";
import { ruleById } from "../../../../engine/rules/registry";
import { applyTextEdits } from "../../../../engine/yaml/text-edit";
import { type Judged, type JudgeOptions, judge } from "../../judge";

/** A manifest and what one rule makes of it. */
export interface RuleCase {
  readonly title: string;
  readonly text: string;
  readonly options?: JudgeOptions;
  /** `severity path > text of the range`, in the order of the file. */
  readonly finds: readonly string[];
  readonly says?: readonly string[];
  /** The first fix of every finding: its safety, then its changes as text; `[]` for a finding without. */
  readonly fixes?: readonly (readonly string[])[];
}

/**
 * Tests a rule over manifests: what it finds, says and changes. Where fixes are named, they are applied to the text:
 * then the rule is silent and no rule of its layer finds anything new.
 */
export function testRule(rule: string, cases: readonly RuleCase[]): void {
  test.each(cases)("$title", ({ text, options = {}, finds, says, fixes }) => {
    const judged = judge(rule, text, options);
    expect(judged.map((each) => `${each.severity} ${each.path.join(".")} > ${each.text}`)).toEqual(finds);
    if (says) expect(judged.map(({ message }) => message)).toEqual(says);
    if (!fixes) return;
    expect(judged.map(describeFix)).toEqual(fixes);
    if (fixes.every((fix) => fix.length > 0)) expectFixed(rule, text, options, judged);
  });
}

function describeFix({ finding }: Judged): string[] {
  const [fix] = finding.fixes;
  return fix ? [fix.safety, ...fix.changes.map(describeChange)] : [];
}

function describeChange(change: Change): string {
  const path = change.path.join(".");
  return change.op === "remove" ? `remove ${path}` : `${change.op} ${path} ${JSON.stringify(change.value)}`;
}

function expectFixed(rule: string, text: string, options: JudgeOptions, judged: readonly Judged[]): void {
  const file = readManifestFile(options.file ?? "manifest.yaml", text);
  const requests = judged.flatMap(({ finding }) =>
    finding.fixes.slice(0, 1).map((fix) => ({ finding, fix })),
  );
  const { edits, dropped } = applyFixes(file, requests);
  expect(dropped).toEqual([]);
  const fixed = applyTextEdits(text, edits);
  expect(judge(rule, fixed, options)).toEqual([]);
  const before = new Set(findingsOfLayer(text, options));
  expect(findingsOfLayer(fixed, options).filter((finding) => !before.has(finding))).toEqual([]);
}

function findingsOfLayer(text: string, options: JudgeOptions): string[] {
  return judge(undefined, text, options)
    .filter((each) => each.rule.startsWith("workload/") && !ruleById(each.rule)?.opinion)
    .map((each) => `${each.rule} ${each.message}`);
}
