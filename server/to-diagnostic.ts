import {
  type Diagnostic,
  type DiagnosticRelatedInformation,
  DiagnosticSeverity,
  type Range,
} from "vscode-languageserver";
import type { Level } from "../engine/policy/configuration";
import type { JudgedFinding } from "../engine/policy/judge-findings";
import { ruleUrl } from "../engine/project";
import type { LineIndex, Span } from "../engine/yaml/text-position";
import { identityText } from "./identity-text";

/** `Diagnostic.source` of everything that we report. */
export const SOURCE = "rampart";

const SEVERITY: Readonly<Record<Level, DiagnosticSeverity>> = {
  block: DiagnosticSeverity.Error,
  warn: DiagnosticSeverity.Warning,
  hint: DiagnosticSeverity.Information,
};

/** The level that a diagnostic of ours was made of. */
export function levelOf({ severity }: Diagnostic): Level {
  return severity === SEVERITY.block ? "block" : severity === SEVERITY.warn ? "warn" : "hint";
}

/** What `Diagnostic.data` holds: which finding it is, never how to fix it. */
export interface FindingIdentity {
  readonly resource: string;
  readonly path: JudgedFinding["finding"]["path"];
}

/** The diagnostic of a finding, with the places that explain it. */
export function toDiagnostic(
  judged: JudgedFinding,
  related: readonly DiagnosticRelatedInformation[],
): Diagnostic {
  const { finding, level } = judged;
  const data: FindingIdentity = { resource: identityText(finding.resource), path: finding.path };
  return {
    range: toRange(judged),
    severity: SEVERITY[level],
    source: SOURCE,
    code: finding.rule,
    codeDescription: { href: ruleUrl(finding.rule) },
    message: judged.needsWaiver
      ? `${finding.message} (ignored here, but this profile needs a waiver)`
      : finding.message,
    ...(related.length > 0 ? { relatedInformation: [...related] } : {}),
    data,
  };
}

/** The range of a judged finding, in the protocol's terms. */
export function toRange({ start, end }: Pick<JudgedFinding, "start" | "end">): Range {
  return {
    start: { line: start.line, character: start.column },
    end: { line: end.line, character: end.column },
  };
}

/** The range of two offsets. */
export function rangeOf(lines: LineIndex, span: Span): Range {
  return toRange({ start: lines.position(span.start), end: lines.position(span.end) });
}
