import { analyzeFile, readManifestFile } from "../engine/analyze-file";
import type { Finding } from "../engine/finding";
import { type JudgedFinding, judgeFindings } from "../engine/policy/judge-findings";
import type { Policy } from "../engine/policy/policy";
import { ruleById } from "../engine/rules/registry";
import type { ReportedFile, ReportParts } from "./build-report";
import type { Changes } from "./changes";

/** What limiting a scan to a change needs beside both. */
export interface OnlyChangedOptions {
  readonly changes: Changes;
  /** The files of each scope, by the scope's name. */
  readonly scopeFiles: ReadonlyMap<string, ReadonlySet<string>>;
  /** The absolute path of a file of the report. */
  pathOf(name: string): string | undefined;
  /** How the report calls a file. */
  nameOf(path: string): string;
  policyFor(name: string): Policy;
}

/**
 * Limits a report to what a change brought. A finding of a document rule stays where its range touches a changed line,
 * or where it was not there before (a line that was removed leaves no changed line behind); a finding of an inventory
 * rule stays where any file of its scopes changed.
 */
export function onlyChanged(parts: ReportParts, options: OnlyChangedOptions): ReportParts {
  const changedScopes = scopesThatChanged(options);
  return {
    ...parts,
    files: parts.files.map((file) => {
      const isNew = newnessOf(file, options);
      const stays = (judged: JudgedFinding) =>
        ruleById(judged.finding.rule)?.scope === "inventory"
          ? file.scopesOf(judged).some((scope) => changedScopes.has(scope))
          : isNew(judged);
      return { ...file, judged: { ...file.judged, findings: file.judged.findings.filter(stays) } };
    }),
  };
}

function scopesThatChanged({ changes, scopeFiles, pathOf, nameOf }: OnlyChangedOptions): ReadonlySet<string> {
  const removed = changes.removed.map(nameOf);
  const changed = new Set<string>();
  for (const [scope, files] of scopeFiles) {
    const hasChange = [...files].some((name) => {
      const path = pathOf(name);
      return path !== undefined && changes.isChanged(path);
    });
    const hasRemoval = removed.some((name) => scope === "" || name.startsWith(`${scope}/`));
    if (hasChange || hasRemoval) changed.add(scope);
  }
  return changed;
}

function newnessOf(
  { file }: ReportedFile,
  { changes, pathOf, policyFor }: OnlyChangedOptions,
): (judged: JudgedFinding) => boolean {
  const path = pathOf(file);
  const lines = path === undefined ? undefined : changes.linesOf(path);
  if (path === undefined || !lines) return () => false;
  const before = changes.before(path);
  const known = before === undefined ? undefined : fingerprintsOf(file, before, policyFor(file));
  return ({ start, end, fingerprint }) => {
    for (let line = start.line; line <= end.line; line++) if (lines.has(line)) return true;
    return known !== undefined && !known.has(fingerprint);
  };
}

function fingerprintsOf(name: string, text: string, policy: Policy): ReadonlySet<string> {
  const file = readManifestFile(name, text);
  const findings: readonly Finding[] = analyzeFile(file, policy.options, policy.isEnabled).findings;
  return new Set(judgeFindings(file, findings, policy).findings.map(({ fingerprint }) => fingerprint));
}
