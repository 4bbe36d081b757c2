import { isObject } from "../engine/json";
import type { Rule } from "../engine/rules/rule";
import type { Session } from "./session";

/** What of a rule is told to people alone. */
export type RuleTexts = Readonly<Record<string, Partial<Pick<Rule, "why" | "remediation" | "waive">>>>;

/**
 * A rule with its texts. The bundles are built without them: Node reads them from beside it, a worker is given them by
 * its client. Where neither has them they stay empty.
 */
export async function withTexts(
  { host, client }: Pick<Session, "host" | "client">,
  rule: Rule,
): Promise<Rule> {
  if (rule.why !== "") return rule;
  const texts = client.ruleTexts ?? (await host.files?.ruleTexts());
  return { ...rule, ...texts?.[rule.id] };
}

/** Reads texts that a client hands over; what is no text counts as not given. */
export function parseRuleTexts(value: unknown): RuleTexts | undefined {
  if (!isObject(value)) return undefined;
  const texts: Record<string, RuleTexts[string]> = {};
  for (const [id, given] of Object.entries(value)) {
    if (!isObject(given)) continue;
    const { why, remediation, waive } = given;
    texts[id] = {
      ...(typeof why === "string" ? { why } : {}),
      ...(typeof remediation === "string" ? { remediation } : {}),
      ...(typeof waive === "string" ? { waive } : {}),
    };
  }
  return texts;
}
