import { ruleUrl } from "../../engine/project";
import { ruleById } from "../../engine/rules/registry";
import type { PlacedFinding } from "../code-actions/request";
import { withTexts } from "../rule-texts";
import type { Session } from "../session";
import { standardsLine } from "../standards-line";

/**
 * A finding explained: why, how to fix it, the standards, the page. What was found the editor shows itself, with the
 * diagnostic.
 */
export async function findingSection(session: Session, { finding, level }: PlacedFinding): Promise<string> {
  const known = ruleById(finding.rule);
  const rule = known && (await withTexts(session, known));
  const standards = rule ? standardsLine(rule) : "";
  return [
    `**${rule?.title ?? finding.rule}** — ${finding.severity}, ${level}`,
    ...(rule?.why ? [rule.why] : []),
    ...(rule?.remediation ? [`**Fix:** ${rule.remediation}`] : []),
    ...(standards ? [`*${standards}*`] : []),
    `[${finding.rule}](${ruleUrl(finding.rule)})`,
  ].join("\n\n");
}
