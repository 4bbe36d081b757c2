import type { CodeAction } from "vscode-languageserver";
import { isObject } from "../../engine/json";
import type { ActionFamily, WorkspaceFeatures } from "../host";
import { runSafe } from "../run-safe";
import type { Session } from "../session";
import { fixFindingActions } from "./fix-finding";
import { fixManyActions, resolveFixMany } from "./fix-many";
import { ignoreActions } from "./ignore";
import { createRequest } from "./request";
import { showRuleActions } from "./show-rule";

/** Every family of actions, in the order in which they are listed: what mends first, what only explains last. */
function familiesOf(features: WorkspaceFeatures | undefined): readonly ActionFamily[] {
  return [
    fixFindingActions,
    fixManyActions,
    ...(features?.fixes ?? []),
    ignoreActions,
    ...(features?.waivers ?? []),
    showRuleActions,
  ];
}

/** Offers code actions. */
export function startCodeActions(session: Session): void {
  const { connection, log } = session;
  const families = familiesOf(session.host.features);
  connection.onCodeAction((params) =>
    runSafe<CodeAction[]>(log, "textDocument/codeAction", [], async () => {
      const manifest = await session.manifest(params.textDocument.uri);
      if (!manifest) return [];
      const request = createRequest(session, manifest, params);
      return (await Promise.all(families.map((family) => family(request)))).flat();
    }),
  );
  connection.onCodeActionResolve((action) =>
    runSafe(log, "codeAction/resolve", action, async () => {
      const data: unknown = action.data;
      const uri = isObject(data) ? data.uri : undefined;
      const manifest = typeof uri === "string" ? await session.manifest(uri) : undefined;
      if (!manifest) return action;
      return (
        session.host.features?.resolve(session, manifest, action) ?? resolveFixMany(session, manifest, action)
      );
    }),
  );
}
