import type { RuleId, Standards } from "../rules/rule";

/** The standards that can be selected. */
export const STANDARD_NAMES = [
  "pss-baseline",
  "pss-restricted",
  "cis",
  "cis-aks",
  "cis-eks",
  "cis-gke",
  "nsa",
  "mitre",
  "owasp",
] as const;

/** The name of a standard, as `--standard` takes it. */
export type StandardName = (typeof STANDARD_NAMES)[number];

/** What a control is about, where no manifest shows whether it holds. */
export type Undecidable = "on the node" | "in the cloud account" | "at run time";

/** One control of an edition, by its id and a short title of our own: the texts of some standards are licensed. */
export interface Control {
  readonly id: string;
  readonly title: string;
  /**
   * The ids that rules carry for it; its own id where absent. An edition whose numbers no rule carries names the ids of
   * another edition here, and an empty list where nothing there asks for the same.
   */
  readonly same?: readonly string[];
  /** ATT&CK techniques whose rules decide it too. */
  readonly mitre?: readonly string[];
  /** Rules that decide it without carrying an id for it. */
  readonly rules?: readonly RuleId[];
  /** Why no rule decides it. Absent exactly where one does. */
  readonly undecidable?: Undecidable;
}

/** One edition of a standard. */
export interface StandardEdition {
  readonly name: StandardName;
  /** As `--standard NAME@EDITION` takes it. Pod Security has none: its checks follow the version of Kubernetes. */
  readonly edition: string | undefined;
  readonly title: string;
  /** Where rules keep the ids that `Control.same` names. */
  readonly key: keyof Standards;
  readonly controls: readonly Control[];
}
