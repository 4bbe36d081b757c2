import type { Rule } from "../rules/rule";
import { CIS_AKS } from "./cis-aks";
import { CIS_EKS } from "./cis-eks";
import { CIS_GKE } from "./cis-gke";
import { CIS_KUBERNETES } from "./cis-kubernetes";
import { MITRE } from "./mitre";
import { NSA } from "./nsa";
import { OWASP_2022 } from "./owasp-2022";
import { OWASP_2025 } from "./owasp-2025";
import { POD_SECURITY_STANDARDS } from "./pod-security-standards";
import { type Control, STANDARD_NAMES, type StandardEdition, type StandardName } from "./standard";

export { STANDARD_NAMES, type StandardName } from "./standard";

/** Every edition we know; of a standard's editions the first is meant where none is named. */
export const STANDARD_EDITIONS: readonly StandardEdition[] = [
  ...POD_SECURITY_STANDARDS,
  CIS_KUBERNETES,
  CIS_AKS,
  CIS_EKS,
  CIS_GKE,
  NSA,
  MITRE,
  OWASP_2025,
  OWASP_2022,
];

/** A standard and, where given, its edition. */
export interface StandardSelection {
  readonly name: StandardName;
  readonly edition?: string;
}

/** Parses `cis` or `cis@1.12`; `undefined` for an unknown name. Whether the edition exists is for `standardEdition`. */
export function parseStandard(text: string): StandardSelection | undefined {
  const [name, edition] = text.split("@", 2);
  const known = STANDARD_NAMES.find((each) => each === name);
  if (!known) return undefined;
  return edition === undefined ? { name: known } : { name: known, edition };
}

/** The edition that a selection means; `undefined` where the standard has no such edition. */
export function standardEdition({ name, edition }: StandardSelection): StandardEdition | undefined {
  return STANDARD_EDITIONS.find(
    (each) => each.name === name && (edition === undefined || each.edition === edition),
  );
}

/** The editions of a standard as `--standard NAME@EDITION` takes them, the one that is meant by default first. */
export function editionsOf(name: StandardName): string[] {
  return STANDARD_EDITIONS.flatMap((each) =>
    each.name === name && each.edition !== undefined ? [each.edition] : [],
  );
}

/** Whether a rule decides a control, wholly or in part. */
export function decides(rule: Rule, control: Control, key: StandardEdition["key"]): boolean {
  const own: readonly string[] = rule.standards?.[key] ?? [];
  return (
    (control.same ?? [control.id]).some((id) => own.includes(id)) ||
    (control.mitre?.some((id) => rule.standards?.mitre?.includes(id)) ?? false) ||
    (control.rules?.includes(rule.id) ?? false)
  );
}

/** The controls of an edition that a rule decides, by id. */
export function controlsOf(rule: Rule, { controls, key }: StandardEdition): string[] {
  return controls.filter((control) => decides(rule, control, key)).map(({ id }) => id);
}

/**
 * Whether a rule belongs to a standard. Pod Security levels build on each other: restricted holds baseline. A selection
 * of an edition that does not exist holds nothing.
 */
export function matchesStandard(rule: Rule, selection: StandardSelection): boolean {
  const edition = standardEdition(selection);
  return edition?.controls.some((control) => decides(rule, control, edition.key)) ?? false;
}
