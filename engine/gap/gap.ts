import type { Inventory } from "../inventory/inventory";
import type { Profile, Waiver } from "../policy/configuration";
import type { JudgedFinding } from "../policy/judge-findings";

/** The themes of a comparison of two environments, in the order in which they are shown. */
export const GAP_THEMES = [
  "identity",
  "secrets",
  "network",
  "enforcement",
  "rollback",
  "workload",
  "controls",
  "refused",
] as const;

/** A theme of a comparison of two environments. */
export type GapTheme = (typeof GAP_THEMES)[number];

/** One difference between two environments. */
export interface GapRow {
  readonly theme: GapTheme;
  /** What is compared: stable from run to run, so that a document can name it. */
  readonly subject: string;
  /** What each environment has; `undefined` where it has nothing. */
  readonly left: string | undefined;
  readonly right: string | undefined;
}

/** An environment as far as it is compared. */
export interface EnvironmentView {
  readonly name: string;
  readonly profile: Profile;
  /** Everything that is deployed there. */
  readonly inventory: Inventory;
  /** What is found there, judged by its own profile. */
  readonly findings: readonly JudgedFinding[];
  readonly waivers: readonly Waiver[];
}

/** What an environment has, by subject. */
export type Aspect = ReadonlyMap<string, string>;

/** The rows of two aspects that differ, sorted by subject. */
export function differingRows(theme: GapTheme, left: Aspect, right: Aspect): GapRow[] {
  const subjects = [...new Set([...left.keys(), ...right.keys()])].sort();
  return subjects
    .filter((subject) => left.get(subject) !== right.get(subject))
    .map((subject) => ({ theme, subject, left: left.get(subject), right: right.get(subject) }));
}
