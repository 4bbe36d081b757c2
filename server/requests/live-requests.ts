import type { CancellationToken } from "vscode-languageserver";
import type { Finding } from "../../engine/finding";
import type { Fact } from "../../engine/inventory/fact";
import type { Level } from "../../engine/policy/configuration";
import { rules } from "../../engine/rules/registry";
import { locate } from "../../engine/yaml/locate";
import { createLineIndex } from "../../engine/yaml/text-position";
import { type Folder, uriIn } from "../folders";
import { isPartOf } from "../render/is-part-of";
import { runSafe } from "../run-safe";
import type { Session } from "../session";
import { rangeOf } from "../to-diagnostic";
import {
  type LivePlace,
  type LivePlaceQuestion,
  LivePlaces,
  LivePolicy,
  type LivePolicyAnswer,
  LiveRendered,
  type RenderedSource,
} from "./live-protocol";
import { whenRead } from "./simulated-world";

/** Answers the requests `rampart/live/…`: what the workspace knows of the objects of a cluster. */
export function startLiveRequests(session: Session): void {
  const { connection, log } = session;
  connection.onRequest(LivePlaces, (questions) =>
    runSafe(log, LivePlaces.method, [], async () => {
      await whenRead(session);
      return questions.map((question) => placeOf(session, question));
    }),
  );
  connection.onRequest(LiveRendered, ({ trusted }, token) =>
    runSafe(log, LiveRendered.method, [], async () => {
      await whenRead(session);
      return trusted === true ? await renderAll(session, token) : [];
    }),
  );
  connection.onRequest(LivePolicy, ({ folder }) =>
    runSafe(log, LivePolicy.method, null, () => policyOf(session, folder)),
  );
}

/** A resource of exactly this namespace, else one that names none and is put into any. */
function placeOf(
  { folders, indexes }: Session,
  { groupKind, namespace, name, path }: LivePlaceQuestion,
): LivePlace | null {
  const found = folders
    .all()
    .flatMap((folder) =>
      (indexes.of(folder)?.inventories() ?? [])
        .flatMap(({ facts }) => facts.filter((fact) => fact.groupKind === groupKind && fact.name === name))
        .map((fact): { readonly folder: Folder; readonly fact: Fact } => ({ folder, fact })),
    );
  const best =
    found.find(({ fact }) => fact.namespace === namespace) ??
    found.find(({ fact }) => fact.namespace === undefined);
  const known = best && indexes.fileOf(best.folder, best.fact.source.file);
  const document = known?.file.documents[best?.fact.source.document ?? -1];
  if (!best || !known || !document) return null;
  const lines = createLineIndex(known.file.text);
  const { start, end } = locate(document.yaml, best.fact.source.base, path);
  const shift = document.slice.start;
  return {
    uri: known.uri,
    range: rangeOf(lines, { start: start + shift, end: end + shift }),
    within: rangeOf(lines, document.slice),
  };
}

/** One scope after the other: the tools take a processor each. */
async function renderAll(session: Session, token: CancellationToken): Promise<RenderedSource[]> {
  const { host, folders, indexes, policies, documents } = session;
  const giveUp = new AbortController();
  token.onCancellationRequested(() => giveUp.abort());
  const sources: RenderedSource[] = [];
  for (const folder of folders.all()) {
    const index = indexes.of(folder);
    if (!index || !host.files || policies.settingsOf(folder).render !== "auto") continue;
    for (const { scope } of index.declaredScopes()) {
      if (scope?.file === undefined) continue;
      const files = host.files;
      const result = await files.render(folder.uri, scope, {
        signal: giveUp.signal,
        charts: policies.chartsIn(folder),
        onRead: () => undefined,
        textOf: (path) =>
          documents
            .all()
            .find(({ uri }) => files.pathOf(uri) === path)
            ?.getText(),
      });
      sources.push({
        uri: uriIn(folder, scope.file),
        files: index
          .names()
          .filter((name) => isPartOf(scope, name))
          .map((name) => uriIn(folder, name)),
        ...result,
      });
    }
  }
  return sources;
}

async function policyOf(session: Session, uri: string | undefined): Promise<LivePolicyAnswer> {
  const { folders, policies, ready } = session;
  await ready;
  const folder = folders.all().find((each) => each.uri === uri);
  const name = "cluster.yaml";
  await policies.load(folder, [name]);
  const { profile, options, isEnabled, levelOf } = policies.policyFor(folder, name);
  const levels: Record<string, Level> = {};
  for (const { id, severity } of rules) {
    // A level depends on nothing but the rule and the severity.
    const level = levelOf({ rule: id, severity } as Finding);
    if (level !== profile.levels[severity]) levels[id] = level;
  }
  return { profile, options, enabled: rules.filter(isEnabled).map(({ id }) => id), levels };
}
