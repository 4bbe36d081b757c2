import { RequestType } from "vscode-languageserver";
import { ruleUrl } from "../../engine/project";
import { rulePage } from "../../engine/report/rule-page";
import { ruleById } from "../../engine/rules/registry";
import { withTexts } from "../rule-texts";
import { runSafe } from "../run-safe";
import type { Session } from "../session";

/** Asks for a rule explained. */
export interface RuleParams {
  readonly id: string;
}

/** A rule explained; `null` for an id that is no rule. */
export type RuleResult = {
  readonly id: string;
  readonly title: string;
  readonly markdown: string;
  readonly url: string;
} | null;

/** `rampart/rule`: `{id}` → `{id, title, markdown, url} | null`. */
export const RuleRequest = new RequestType<RuleParams, RuleResult, void>("rampart/rule");

/** Answers `rampart/rule`. */
export function startRuleRequest(session: Session): void {
  const { connection, log } = session;
  connection.onRequest(RuleRequest, (params) =>
    runSafe<RuleResult>(log, "rampart/rule", null, async () => {
      const rule = ruleById(params.id);
      return rule
        ? {
            id: rule.id,
            title: rule.title,
            markdown: rulePage(await withTexts(session, rule)),
            url: ruleUrl(rule.id),
          }
        : null;
    }),
  );
}
