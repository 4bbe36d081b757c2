const RULE_ID = /^[a-z][a-z0-9-]*\/[a-z0-9][a-z0-9-]*$/;

/** Whether a text is the id of a rule by its form, and so safe as part of a path below docs/rules. */
export function isRuleId(text: unknown): text is string {
  return typeof text === "string" && text.length <= 100 && RULE_ID.test(text);
}
