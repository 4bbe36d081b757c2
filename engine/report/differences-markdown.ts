import { DIFFERENCE_THEMES, type Difference, type DifferenceTheme } from "../diff/difference";
import { escapeMarkdown } from "./escape";

const TITLES: Readonly<Record<DifferenceTheme, { readonly gained: string; readonly lost: string }>> = {
  permission: { gained: "Permissions gained", lost: "Permissions lost" },
  exposure: { gained: "Newly exposed", lost: "No longer exposed" },
  reachability: { gained: "Newly reachable", lost: "No longer reachable" },
  control: { gained: "Controls gained", lost: "Controls lost" },
};

/** The differences of one theme and direction, under a title. */
export interface DifferenceSection {
  readonly title: string;
  readonly weakens: boolean;
  readonly differences: readonly Difference[];
}

/** Said where a change means nothing. */
export const NO_DIFFERENCES = "Nothing changes in permissions, exposure, reachability or controls.";

/** Differences in sections, those that weaken security first. */
export function differenceSections(differences: readonly Difference[]): DifferenceSection[] {
  return DIFFERENCE_THEMES.flatMap((theme) =>
    (["gained", "lost"] as const).flatMap((change) => {
      const own = differences.filter((each) => each.theme === theme && each.change === change);
      const [first] = own;
      return first ? [{ title: TITLES[theme][change], weakens: first.weakens, differences: own }] : [];
    }),
  ).sort((a, b) => Number(b.weakens) - Number(a.weakens));
}

/** A difference as one line; it names the scope unless it is the open one. */
export function describeDifference({ text, scope }: Difference): string {
  return scope === "" ? text : `${text} [${scope}]`;
}

/** What a change means, for a pull request or a preview. */
export function differencesMarkdown(differences: readonly Difference[]): string {
  const parts = differenceSections(differences).map(
    ({ title, weakens, differences: own }) =>
      `### ${weakens ? "⚠️ " : ""}${title}\n\n${own.map((each) => `- ${escapeMarkdown(describeDifference(each))}`).join("\n")}`,
  );
  return `## What this change means\n\n${parts.length > 0 ? parts.join("\n\n") : NO_DIFFERENCES}\n`;
}
