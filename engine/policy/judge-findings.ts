import type { ManifestFile } from "../analyze-file";
import type { Finding } from "../finding";
import { type JsonValue, valueAt } from "../json";
import { locateFinding } from "../locate-finding";
import { ruleById } from "../rules/registry";
import type { PolicyRule } from "../rules/rule";
import type { Location } from "../yaml/locate";
import { createLineIndex, type Position, type Span } from "../yaml/text-position";
import type { Baseline } from "./baseline";
import type { Level, Waiver } from "./configuration";
import { fingerprintKey, fingerprintOf } from "./fingerprint";
import { findForeignSuppressions } from "./foreign-suppressions";
import type { Policy } from "./policy";
import { suppressionWithoutReason, unusedSuppression } from "./policy-rules";
import { findSuppressions, type Suppression, suppresses } from "./suppressions";

/** A finding with its range, before policy: all that depends on the text of its file. Plain data. */
export interface LocatedFinding {
  readonly finding: Finding;
  readonly location: Location;
  /** 0-based. */
  readonly start: Position;
  readonly end: Position;
  readonly fingerprint: string;
}

/** A finding with its range and level: what is shown. */
export interface JudgedFinding extends LocatedFinding {
  readonly level: Level;
  /** A suppression stands beside it, but in this profile only a waiver lowers `block`. */
  readonly needsWaiver?: true;
}

/** A finding that was silenced, and by what. */
export interface SuppressedFinding extends JudgedFinding {
  readonly by: string;
  readonly reason: string | undefined;
}

/** What policy makes of a file's findings. Both lists are sorted by start, rule, path. */
export interface JudgedFile<Located extends LocatedFinding = LocatedFinding> {
  /** Faults of suppressions carry nothing beyond what every finding has. */
  readonly findings: readonly (JudgedFinding & Partial<Located>)[];
  readonly suppressed: readonly (SuppressedFinding & Partial<Located>)[];
}

/** What silences findings beside the file itself. */
export interface Silencers {
  /** The waiver that covers a finding today, if any; called once for each finding. */
  readonly waiverFor?: (finding: Finding) => Waiver | undefined;
  readonly baseline?: Baseline;
  /** Leave suppressions that were written for other tools aside. */
  readonly ignoreForeign?: boolean;
}

/**
 * Applies the policy to the findings of one file: ranges, levels, waivers, suppressions, baseline. Findings that point
 * at the same place for the same rule (an anchor that several aliases share) become one. Suppressions without a reason
 * and unused ones are findings themselves.
 */
export function judgeFindings(
  file: ManifestFile,
  findings: readonly Finding[],
  policy: Policy,
  silencers: Silencers = {},
): JudgedFile {
  return judgeLocated(locateFindings(file, findings), locateSuppressions(file), policy, silencers);
}

/** Gives findings of a file their ranges and fingerprints. Fingerprints count findings that are otherwise alike. */
export function locateFindings(file: ManifestFile, findings: readonly Finding[]): LocatedFinding[] {
  if (findings.length === 0) return [];
  const lines = createLineIndex(file.text);
  const ordinals = new Map<string, number>();
  return findings.map((finding) => {
    const location = locateFinding(file, finding);
    const object: JsonValue | undefined = valueAt(file.documents[finding.document]?.yaml.value, finding.base);
    const key = fingerprintKey(file.file, finding, object).join("\u0000");
    return {
      finding,
      location,
      start: lines.position(location.start),
      end: lines.position(location.end),
      fingerprint: fingerprintOf(key, countUp(ordinals, key)),
    };
  });
}

function countUp(ordinals: Map<string, number>, key: string): number {
  const ordinal = ordinals.get(key) ?? 0;
  ordinals.set(key, ordinal + 1);
  return ordinal;
}

/** A suppression with the findings that it becomes where something is wrong with it. Plain data. */
export interface LocatedSuppression {
  readonly suppression: Suppression;
  /**
   * Absent for suppressions of other tools, with which nothing is wrong. In a template nobody can tell whether one is
   * used: what it silences is found when the template is rendered, perhaps with other values.
   */
  readonly faults?: { readonly withoutReason: SuppressionFault; readonly unused?: SuppressionFault };
}

/** A fault of a suppression; its fingerprint still wants its ordinal among those that are shown. */
type SuppressionFault = Omit<LocatedFinding, "fingerprint"> & { readonly key: string };

/** The suppressions of a file, ours and those of other tools. */
export function locateSuppressions(file: ManifestFile): LocatedSuppression[] {
  const own = findSuppressions(file);
  const foreign = findForeignSuppressions(file).map((suppression) => ({ suppression }));
  if (own.length === 0) return foreign;
  const lines = createLineIndex(file.text);
  const faultOf = (suppression: Suppression, rule: PolicyRule): SuppressionFault => {
    const finding = suppressionFinding(file, suppression, rule);
    const location = locateFinding(file, finding);
    return {
      finding,
      location,
      start: lines.position(location.start),
      end: lines.position(location.end),
      key: fingerprintKey(file.file, finding, undefined).join("\u0000"),
    };
  };
  return [
    ...own.map((suppression) => ({
      suppression,
      faults: {
        withoutReason: faultOf(suppression, suppressionWithoutReason),
        ...(isInTemplate(file, suppression) ? {} : { unused: faultOf(suppression, unusedSuppression) }),
      },
    })),
    ...foreign,
  ];
}

function isInTemplate({ documents }: ManifestFile, { span }: Suppression): boolean {
  return documents.find(({ slice }) => slice.end > span.start)?.yaml.template !== undefined;
}

/** Applies the policy to what was located in one file; see `judgeFindings`. Any further data of a finding is kept. */
export function judgeLocated<Located extends LocatedFinding>(
  located: readonly Located[],
  suppressions: readonly LocatedSuppression[],
  policy: Policy,
  silencers: Silencers = {},
): JudgedFile<Located> {
  const holding = suppressions
    .map(({ suppression }) => suppression)
    .filter(({ by }) => !silencers.ignoreForeign || by === "comment" || by === "annotation");
  const used = new Set<Suppression>();
  const shown: (Located | LocatedFinding)[] = [];
  const suppressed: (Located & SuppressedFinding)[] = [];
  for (const each of withoutRepeats(located)) {
    const judged = { ...each, level: policy.levelOf(each.finding) };
    const silencer = silencerOf(judged, holding, used, silencers);
    if (!silencer) shown.push(judged);
    else if (silencer === "needs a waiver") shown.push({ ...judged, needsWaiver: true });
    else suppressed.push({ ...judged, ...silencer });
  }
  const ordinals = new Map<string, number>();
  for (const { suppression, faults } of suppressions) {
    const rule = faults && faultOf(suppression, used, policy);
    if (!rule) continue;
    const found = rule === suppressionWithoutReason ? faults.withoutReason : faults.unused;
    if (!found) continue;
    const { key, ...fault } = found;
    const fingerprint = fingerprintOf(key, countUp(ordinals, key));
    shown.push({ ...fault, level: policy.levelOf(fault.finding), fingerprint } as JudgedFinding);
  }
  return {
    findings: (shown as (JudgedFinding & Partial<Located>)[]).sort(compareJudged),
    suppressed: suppressed.sort(compareJudged),
  };
}

function withoutRepeats<Located extends LocatedFinding>(findings: readonly Located[]): Located[] {
  const seen = new Set<string>();
  return findings.filter(({ finding, location }) => {
    const path = location.anchor ? "" : finding.path.join("\u0000");
    const key = [
      finding.rule,
      location.start,
      location.end,
      path,
      finding.document,
      finding.base.join("\u0000"),
      location.anchor ? "" : finding.message,
    ].join("\u0001");
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function silencerOf(
  judged: JudgedFinding,
  suppressions: readonly Suppression[],
  used: Set<Suppression>,
  silencers: Silencers,
): { by: string; reason: string | undefined } | "needs a waiver" | undefined {
  const { finding, start, level } = judged;
  const waiver = silencers.waiverFor?.(finding);
  const suppression = suppressions.find((each) => suppresses(each, finding, start.line));
  if (suppression) used.add(suppression);
  if (waiver) return { by: "waiver", reason: `${waiver.reason} (${waiver.owner}, until ${waiver.expires})` };
  if (silencers.baseline?.fingerprints.has(judged.fingerprint)) return { by: "baseline", reason: undefined };
  if (!suppression) return undefined;
  return level === "block" ? "needs a waiver" : { by: suppression.by, reason: suppression.reason };
}

/** What is wrong with a suppression. An unused one is only judged where every rule it names runs. */
function faultOf(
  suppression: Suppression,
  used: ReadonlySet<Suppression>,
  policy: Policy,
): PolicyRule | undefined {
  if (suppression.reason === undefined) return enabled(suppressionWithoutReason, policy);
  if (used.has(suppression)) return undefined;
  const runs = suppression.rules.every((id) => {
    const rule = ruleById(id);
    return !rule || (rule.scope === "document" && policy.isEnabled(rule));
  });
  return runs ? enabled(unusedSuppression, policy) : undefined;
}

function enabled(rule: PolicyRule, policy: Policy): PolicyRule | undefined {
  return policy.isEnabled(rule) ? rule : undefined;
}

function suppressionFinding(file: ManifestFile, suppression: Suppression, rule: PolicyRule): Finding {
  const index = Math.max(
    0,
    file.documents.findIndex(({ slice }) => slice.end > suppression.span.start),
  );
  const resource = file.documents[index]?.resources[0];
  const names = suppression.rules.length > 0 ? suppression.rules.join(", ") : "no rule";
  const span: Span = suppression.span;
  return {
    rule: rule.id,
    severity: rule.severity,
    message:
      rule === suppressionWithoutReason
        ? `the suppression of ${names} gives no reason`
        : `the suppression of ${names} silences nothing`,
    resource: {
      apiVersion: resource?.apiVersion ?? "",
      kind: resource?.kind ?? "",
      groupKind: resource
        ? resource.group === ""
          ? resource.kind
          : `${resource.group}/${resource.kind}`
        : "",
      namespace: resource?.namespace,
      name: resource?.name,
    },
    document: index,
    base: resource?.base ?? [],
    path: [],
    target: "value",
    at: span,
    fixes: [],
    related: [],
  };
}

function compareJudged(a: JudgedFinding, b: JudgedFinding): number {
  return (
    a.location.start - b.location.start ||
    compareText(a.finding.rule, b.finding.rule) ||
    compareText(a.finding.path.join("\u0000"), b.finding.path.join("\u0000"))
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
