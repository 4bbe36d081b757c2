import { analyzeFile, readManifestFile } from "../engine/analyze-file";
import type { Finding } from "../engine/finding";
import { type JudgedFinding, judgeFindings } from "../engine/policy/judge-findings";
import type { Policy } from "../engine/policy/policy";
import { ruleById } from "../engine/rules/registry";
import type { Changes } from "./changes";
import type { ScannedFile, ScanResult } from "./scan";

/** What limiting a scan to a change needs beside both. */
export interface OnlyChangedOptions {
  readonly changes: Changes;
  /** The absolute path of a file of the result. */
  pathOf(name: string): string | undefined;
  /** How the result calls a file. */
  nameOf(path: string): string;
  policyFor(name: string): Policy;
}

/**
 * Limits a scan to what a change brought. A finding of a document rule stays where its range touches a changed line,
 * or where it was not there before (a line that was removed leaves no changed line behind); a finding of an inventory
 * rule stays where any file of its scopes changed.
 */
export function onlyChanged(result: ScanResult, options: OnlyChangedOptions): ScanResult {
  const changedScopes = scopesThatChanged(result, options);
  return {
    ...result,
    files: result.files.map((scanned) => {
      const isNew = newnessOf(scanned, options);
      const stays = (judged: JudgedFinding) =>
        ruleById(judged.finding.rule)?.scope === "inventory"
          ? scanned.scopesOf(judged.finding).some((scope) => changedScopes.has(scope))
          : isNew(judged);
      return { ...scanned, judged: { ...scanned.judged, findings: scanned.judged.findings.filter(stays) } };
    }),
  };
}

function scopesThatChanged(
  result: ScanResult,
  { changes, pathOf, nameOf }: OnlyChangedOptions,
): ReadonlySet<string> {
  const removed = changes.removed.map(nameOf);
  const changed = new Set<string>();
  for (const [scope, files] of result.scopeFiles) {
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
  { file }: ScannedFile,
  { changes, pathOf, policyFor }: OnlyChangedOptions,
): (judged: JudgedFinding) => boolean {
  const path = pathOf(file.file);
  const lines = path === undefined ? undefined : changes.linesOf(path);
  if (path === undefined || !lines) return () => false;
  const before = changes.before(path);
  const known = before === undefined ? undefined : fingerprintsOf(file.file, before, policyFor(file.file));
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
