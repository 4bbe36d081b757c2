import type { Rule } from "../rules/rule";

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

/** A standard and, where given, its edition. */
export interface StandardSelection {
  readonly name: StandardName;
  readonly edition?: string;
}

/** Parses `cis` or `cis@1.12`; `undefined` for an unknown name. */
export function parseStandard(text: string): StandardSelection | undefined {
  const [name, edition] = text.split("@", 2);
  const known = STANDARD_NAMES.find((each) => each === name);
  if (!known) return undefined;
  return edition ? { name: known, edition } : { name: known };
}

/** Whether a rule belongs to a standard. Pod Security levels build on each other: restricted holds baseline. */
export function matchesStandard(rule: Rule, standard: StandardSelection): boolean {
  const { standards = {} } = rule;
  switch (standard.name) {
    case "pss-baseline":
      return standards.pss?.includes("baseline") ?? false;
    case "pss-restricted":
      return (standards.pss?.length ?? 0) > 0;
    case "cis":
    case "cis-aks":
    case "cis-eks":
    case "cis-gke":
      return (standards.cis?.length ?? 0) > 0;
    case "nsa":
      return (standards.nsa?.length ?? 0) > 0;
    case "mitre":
      return (standards.mitre?.length ?? 0) > 0;
    case "owasp":
      return (standards.owasp?.length ?? 0) > 0;
  }
}
