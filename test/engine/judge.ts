import { analyzeFile, readManifestFile } from "../../engine/analyze-file";
import { analyzeScope } from "../../engine/analyze-scope";
import type { Finding } from "../../engine/finding";
import { objectsOf, withAdmissionObjects } from "../../engine/inventory/admission-objects";
import { createInventory } from "../../engine/inventory/inventory";
import type { Path } from "../../engine/json";
import { locateFinding } from "../../engine/locate-finding";
import { DEFAULT_OPTIONS, type RuleOptions, type Severity } from "../../engine/rules/rule";
import { createLineIndex } from "../../engine/yaml/text-position";

/** A finding as tests compare it. */
export interface Judged {
  readonly rule: string;
  readonly path: Path;
  /** `line:column-line:column`, 1-based, end exclusive. */
  readonly range: string;
  /** The text of the range. */
  readonly text: string;
  readonly message: string;
  readonly severity: Severity;
  readonly finding: Finding;
}

/** How a test wants its manifests judged. */
export interface JudgeOptions extends Partial<RuleOptions> {
  /** The file's name, for files that are known by it. */
  readonly file?: string;
  /** Judge as a closed scope. */
  readonly closed?: boolean;
}

/**
 * Judges one text by one rule (or every rule, for `undefined`), opinions included, and returns what is found in the
 * order of the file. The text is a scope of its own.
 */
export function judge(rule: string | undefined, text: string, options: JudgeOptions = {}): Judged[] {
  const { file: name = "manifest.yaml", closed = false, ...ruleOptions } = options;
  const all: RuleOptions = { ...DEFAULT_OPTIONS, ...ruleOptions };
  const isEnabled = (each: { id: string }) => rule === undefined || each.id === rule;
  const file = readManifestFile(name, text);
  for (const document of file.documents) {
    if (document.yaml.problems.length > 0)
      throw new Error(`fixture does not parse: ${JSON.stringify(document.yaml.problems)}`);
  }
  const { findings, facts } = analyzeFile(file, all, isEnabled);
  const known = withAdmissionObjects(facts, objectsOf(file));
  const scoped = analyzeScope(createInventory("", closed, known), all, isEnabled).map(
    ({ finding }) => finding,
  );
  const lines = createLineIndex(text);
  const place = (offset: number) => {
    const { line, column } = lines.position(offset);
    return `${line + 1}:${column + 1}`;
  };
  return [...findings, ...scoped]
    .map((finding) => ({ finding, at: locateFinding(file, finding) }))
    .sort((a, b) => a.at.start - b.at.start || a.finding.rule.localeCompare(b.finding.rule))
    .map(({ finding, at }) => ({
      rule: finding.rule,
      path: finding.path,
      range: `${place(at.start)}-${place(at.end)}`,
      text: text.slice(at.start, at.end),
      message: finding.message,
      severity: finding.severity,
      finding,
    }));
}
