import { type CodeAction, CodeActionKind } from "vscode-languageserver";
import { applyFixes } from "../../engine/fixes/apply-fixes";
import { dedicatedAccount } from "../../engine/fixes/dedicated-account";
import { podTemplatesOf } from "../../engine/kubernetes/pod-template";
import { referenceGraph } from "../../engine/references/reference-graph";
import { scopesOf } from "../references/places";
import { toDiagnostic } from "../to-diagnostic";
import type { ActionRequest } from "./request";
import { workspaceEdit } from "./workspace-edit";

/** The rule whose findings it answers. */
const RULE = "identity/default-service-account";

/** Gives a workload that runs as the default account one of its own. */
export function dedicatedAccountActions({ session, manifest, here, wants }: ActionRequest): CodeAction[] {
  if (!wants(CodeActionKind.QuickFix)) return [];
  return here
    .filter(({ finding }) => finding.rule === RULE)
    .flatMap((each): CodeAction[] => {
      const { finding } = each;
      const document = manifest.file.documents[finding.document];
      const resource = document?.resources.find(({ base }) => base.join("/") === finding.base.join("/"));
      const pod = resource && podTemplatesOf(resource)[0];
      if (!resource?.name || !pod) return [];
      const { name, namespace } = resource;
      const taken = new Set(
        scopesOf(session, manifest).flatMap((inventory) =>
          referenceGraph(inventory)
            .namesOf("ServiceAccount", finding.resource.namespace)
            .map(({ target }) => target.name),
        ),
      );
      const fix = dedicatedAccount({ name, namespace, podPath: pod.path, taken });
      const { edits } = applyFixes(manifest.file, [{ finding, fix }]);
      if (edits.length === 0) return [];
      return [
        {
          title: fix.title,
          kind: CodeActionKind.QuickFix,
          diagnostics: [toDiagnostic(each, [])],
          edit: workspaceEdit(session, manifest, edits),
        },
      ];
    });
}
