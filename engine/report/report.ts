import type { Path } from "../json";
import type { Level } from "../policy/configuration";
import type { Layer, RuleId, Severity, Standards } from "../rules/rule";

/** A place in a file: 1-based lines and UTF-16 columns, end exclusive. */
export interface ReportRange {
  readonly start: { readonly line: number; readonly column: number };
  readonly end: { readonly line: number; readonly column: number };
}

/** A replacement of a range of a file. */
export interface ReportEdit {
  readonly file: string;
  readonly range: ReportRange;
  readonly newText: string;
}

/** A finding as reports carry it; the public shape of the JSON report. */
export interface ReportFinding {
  readonly rule: RuleId;
  readonly title: string;
  readonly layer: Layer;
  readonly severity: Severity;
  readonly level: Level;
  readonly message: string;
  readonly file: string;
  readonly range: ReportRange;
  readonly resource: ReportResource;
  readonly path: Path;
  readonly scopes?: readonly string[];
  readonly fingerprint: string;
  readonly related?: readonly {
    readonly file: string;
    readonly range: ReportRange;
    readonly message: string;
  }[];
  readonly fixable: boolean;
  readonly fixes?: readonly {
    readonly title: string;
    readonly safety: string;
    readonly edits: readonly ReportEdit[];
  }[];
  /** A suppression stands beside it, but this profile wants a waiver. */
  readonly needsWaiver?: true;
  readonly standards?: Standards;
  readonly docs: string;
}

/** The resource that a finding is about. */
export interface ReportResource {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name?: string;
}

/** A finding that was silenced. */
export interface ReportSuppressed {
  readonly rule: RuleId;
  readonly file: string;
  readonly range: ReportRange;
  readonly resource: ReportResource;
  readonly by: string;
  readonly reason?: string;
}

/** The JSON report, version 1. */
export interface Report {
  readonly version: 1;
  readonly tool: { readonly name: "rampart"; readonly version: string };
  readonly profile: string;
  readonly kubernetesVersion: string;
  readonly summary: {
    readonly files: number;
    readonly documents: number;
    readonly rules: number;
    readonly findings: Readonly<Record<Severity, number>>;
    readonly suppressed: number;
    readonly skipped: number;
    readonly errors: number;
  };
  readonly findings: readonly ReportFinding[];
  readonly suppressed: readonly ReportSuppressed[];
  readonly skipped: readonly { readonly file: string; readonly reason: string }[];
  readonly errors: readonly {
    readonly file: string;
    readonly range?: ReportRange;
    readonly message: string;
  }[];
}
