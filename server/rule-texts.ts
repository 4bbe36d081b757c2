import type { Rule } from "../engine/rules/rule";
import type { Host } from "./host";

/** What of a rule is told to people alone. */
export type RuleTexts = Readonly<Record<string, Pick<Rule, "why" | "remediation" | "waive">>>;

/** A rule with its texts: where the bundle was built without them, they are read from beside it. */
export async function withTexts({ files }: Host, rule: Rule): Promise<Rule> {
  if (rule.why !== "") return rule;
  const texts = await files?.ruleTexts();
  return { ...rule, ...texts?.[rule.id] };
}
