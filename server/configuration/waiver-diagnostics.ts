import type { Diagnostic } from "vscode-languageserver";
import type { Waiver } from "../../engine/policy/configuration";
import { judgeFindings } from "../../engine/policy/judge-findings";
import { parseConfiguration } from "../../engine/policy/parse-configuration";
import { waiverFindings } from "../../engine/policy/waiver-findings";
import { ruleById } from "../../engine/rules/registry";
import type { Manifest } from "../open-manifests";
import { todayText } from "../policies";
import type { Session } from "../session";
import { toDiagnostic } from "../to-diagnostic";

/**
 * What is wrong with the waivers of a configuration file: those that have expired, and, once every file of the
 * workspace has been judged, those that cover nothing.
 */
export function waiverDiagnostics(session: Session, { file, folder }: Manifest): Diagnostic[] {
  const waivers = parseConfiguration(file.file, file.text).configuration.waivers ?? [];
  if (waivers.length === 0) return [];
  const policy = session.policies.policyFor(folder, file.file);
  const known = session.usedWaivers.known();
  const used = new Set(
    waivers.filter((waiver) => !known || [...known].some((each) => isSameWaiver(each, waiver))),
  );
  const findings = waiverFindings(waivers, used, todayText())
    .map(({ finding }) => finding)
    .filter(({ rule: id }) => {
      const rule = ruleById(id);
      return rule !== undefined && policy.isEnabled(rule);
    });
  return judgeFindings(file, findings, policy, { ignoreForeign: true })
    .findings.filter(({ finding }) => findings.includes(finding))
    .map((judged) => toDiagnostic(judged, []));
}

/** Whether two readings of a configuration hold the same waiver. */
function isSameWaiver(a: Waiver, b: Waiver): boolean {
  const keys = ["rule", "resource", "path", "owner", "reason", "expires"] as const;
  return a.source.file === b.source.file && keys.every((key) => a[key] === b[key]);
}
