import { type CodeAction, CodeActionKind } from "vscode-languageserver";
import { deepEqual, valueAt } from "../../engine/json";
import { resourcesOf } from "../../engine/kubernetes/resource";
import { exposedHosts } from "../../engine/rules/edge/exposed-hosts";
import { ingressInventory } from "../../engine/rules/edge/ingress-inventory";
import type { ActionRequest, PlacedFinding } from "../code-actions/request";
import { isConfiguration } from "../configuration/schema-at";
import type { OpenManifest } from "../open-manifests";
import { toDiagnostic } from "../to-diagnostic";
import type { InventoryParams } from "./inventory-request";
import { type InventoryWish, planInventory } from "./plan-inventory";

/**
 * The command that sends `rampart/ingressInventory` and applies the answer; the client provides it. Its one argument is
 * an `InventoryParams`.
 */
export const WRITE_INVENTORY = "rampart.writeInventory";

const WHOLE = "Write the ingress inventory from what exists";

/**
 * Writes into the configuration what the manifests expose: at a host or path beside the inventory this one or all, and
 * in the configuration itself all.
 */
export async function inventoryActions(request: ActionRequest): Promise<CodeAction[]> {
  const { manifest, here, wants } = request;
  if (isConfiguration(manifest.file.file))
    return wants(CodeActionKind.Refactor) && touchesInventory(request)
      ? offer(request, WHOLE, CodeActionKind.Refactor, {}, undefined)
      : [];
  if (!wants(CodeActionKind.QuickFix)) return [];
  const actions: CodeAction[] = [];
  const beside = here.filter(({ finding }) => finding.rule === ingressInventory.id);
  for (const finding of beside) {
    const wish = wishOf(manifest, finding);
    if (!wish?.host) continue;
    const what = wish.path === undefined ? `"${wish.host}"` : `path "${wish.path}" of "${wish.host}"`;
    const title = `Add ${what} to the ingress inventory`;
    if (!actions.some((action) => action.title === title))
      actions.push(...(await offer(request, title, CodeActionKind.QuickFix, wish, finding)));
  }
  const [first] = beside;
  return first ? [...actions, ...(await offer(request, WHOLE, CodeActionKind.QuickFix, {}, first))] : actions;
}

async function offer(
  { session, manifest }: ActionRequest,
  title: string,
  kind: CodeActionKind,
  wish: InventoryWish,
  finding: PlacedFinding | undefined,
): Promise<CodeAction[]> {
  const { folder, file, uri } = manifest;
  if (!folder) return [];
  const action = { title, kind, ...(finding ? { diagnostics: [toDiagnostic(finding, [])] } : {}) };
  if (session.client.commands.has(WRITE_INVENTORY)) {
    const params: InventoryParams = { uri, ...wish };
    return [{ ...action, command: { title, command: WRITE_INVENTORY, arguments: [params] } }];
  }
  const planned = await planInventory(session, folder, file.file, wish);
  return planned?.edit ? [{ ...action, edit: planned.edit }] : [];
}

/** The host, and the path where it is one, that a finding is about. */
function wishOf({ file }: OpenManifest, { finding }: PlacedFinding): InventoryWish | undefined {
  const value = valueAt(file.documents[finding.document]?.yaml.value, finding.base);
  for (const resource of resourcesOf(value))
    for (const { host, at, paths } of exposedHosts(resource)) {
      if (deepEqual([...at], [...finding.path])) return { host };
      const path = paths.find((each) => deepEqual([...each.at], [...finding.path]));
      if (path) return { host, path: path.value };
    }
  return undefined;
}

/** Whether the cursor is at the inventory of a configuration, or the configuration has none. */
function touchesInventory({ manifest, range }: ActionRequest): boolean {
  const { text } = manifest.file;
  const lines = text.split(/\r?\n/);
  const first = lines.findIndex((line) => /^["']?ingress["']?[ \t]*:/.test(line));
  if (first < 0) return true;
  const next = lines.findIndex((line, at) => at > first && /^[^\s#-]/.test(line));
  return range.end.line >= first && (next < 0 || range.start.line < next);
}
