import { type CodeAction, CodeActionKind } from "vscode-languageserver";
import type { Finding } from "../../engine/finding";
import type { ActionRequest } from "../code-actions/request";
import { nearestConfiguration } from "../configuration/edit-configuration";
import { toDiagnostic } from "../to-diagnostic";
import { defaultExpiry, planWaiver, type WaiverRequest } from "./plan-waiver";

/**
 * The command that asks for owner, reason and date and then sends `rampart/waive`; the client provides it. Its one
 * argument is a `WaiveParams` without owner and reason.
 */
export const WAIVE = "rampart.waive";

/** Writes a waiver of each finding here into the nearest configuration. */
export async function waiveActions({ session, manifest, here, wants }: ActionRequest): Promise<CodeAction[]> {
  const { folder, file, uri } = manifest;
  if (!folder || !wants(CodeActionKind.QuickFix)) return [];
  const actions: CodeAction[] = [];
  const seen = new Set<string>();
  for (const each of here) {
    const { rule } = each.finding;
    const place = placeOf(each.finding, file.file);
    const key = JSON.stringify([rule, place]);
    if (seen.has(key) || rule.startsWith("operations/suppression") || rule.endsWith("-waiver")) continue;
    seen.add(key);
    const waiver: WaiverRequest = { rule, ...place, owner: "", reason: "", expires: defaultExpiry() };
    const title = `Waive ${rule} for ${place.resource ?? file.file} with owner, reason and date`;
    const action = { title, kind: CodeActionKind.QuickFix, diagnostics: [toDiagnostic(each, [])] };
    if (session.client.commands.has(WAIVE)) {
      const { owner: _owner, reason: _reason, ...rest } = waiver;
      actions.push({ ...action, command: { title, command: WAIVE, arguments: [{ uri, ...rest }] } });
      continue;
    }
    const { name } = await nearestConfiguration(session, folder, file.file);
    const relative = name.slice(0, name.lastIndexOf("/") + 1);
    const planned = await planWaiver(
      session,
      folder,
      file.file,
      waiver.path === undefined ? waiver : { ...waiver, path: file.file.slice(relative.length) },
      session.client.snippetEdits,
    );
    if (planned) actions.push({ ...action, edit: planned.edit });
  }
  return actions;
}

/** How a waiver names what a finding is about: the resource, or the file of what has no name. */
function placeOf({ resource }: Finding, file: string): Pick<WaiverRequest, "resource" | "path"> {
  const { kind, namespace, name } = resource;
  if (name === undefined || /^kube-rampart\/|^helm\.sh\/|^github\.com\//.test(resource.groupKind))
    return { path: file };
  return { resource: `${namespace === undefined ? "" : `${namespace}/`}${kind}/${name}` };
}
