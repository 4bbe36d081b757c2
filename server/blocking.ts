import { createPolicy } from "../engine/policy/policy";
import type { DocumentVerdict } from "./judge-document";

const prod = createPolicy({}, { profile: "prod" });

/**
 * How many findings would block in production: those that the profile `prod` blocks, whatever the profile of the file.
 * A comment or annotation silences nothing there, a waiver or the baseline does.
 */
export function blockedInProduction(verdicts: readonly DocumentVerdict[]): number {
  return verdicts.reduce((sum, { findings, suppressed }) => {
    const unanswered = suppressed.filter(({ by }) => by !== "waiver" && by !== "baseline");
    return (
      sum +
      [...findings, ...unanswered].filter(
        ({ finding, level }) => level === "block" || prod.levelOf(finding) === "block",
      ).length
    );
  }, 0);
}
