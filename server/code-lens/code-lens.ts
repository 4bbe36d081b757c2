import type { CodeLens, Command } from "vscode-languageserver";
import type { Fact } from "../../engine/inventory/fact";
import type { Inventory } from "../../engine/inventory/inventory";
import { isObject } from "../../engine/json";
import type { KubernetesMinor } from "../../engine/kubernetes/kubernetes-version";
import { podTemplatesOf } from "../../engine/kubernetes/pod-template";
import { type GroupKind, groupKind } from "../../engine/kubernetes/resource";
import { locate } from "../../engine/yaml/locate";
import type { OpenManifest } from "../open-manifests";
import { locationsOf, scopesOf } from "../references/places";
import { runSafe } from "../run-safe";
import type { Session } from "../session";
import { rangeOf } from "../to-diagnostic";
import { accountSummary } from "./account-summary";
import { policySummary, policyTargets } from "./policy-summary";
import { verdictLens } from "./verdict-lens";
import { workloadSummary } from "./workload-summary";

/**
 * The command that lists places; the client provides it. Its arguments are those of `editor.action.showReferences`, as
 * the protocol writes them: an address, a position, and locations.
 */
export const SHOW_REFERENCES = "rampart.showReferences";

/** What a lens keeps until it is shown. */
interface LensData {
  readonly uri: string;
  readonly document: number;
  readonly base: readonly (string | number)[];
}

type Summary = (inventory: Inventory, fact: Fact, version: KubernetesMinor) => string;

const SUMMARIES: Readonly<Record<GroupKind, Summary>> = {
  ServiceAccount: accountSummary,
  "networking.k8s.io/NetworkPolicy": policySummary,
};

/** Shows above a resource what it means among those it lives with, and above a file whether it would pass. */
export function startCodeLens(session: Session): void {
  const { connection, log } = session;
  connection.onCodeLens(({ textDocument }) =>
    runSafe<CodeLens[]>(log, "textDocument/codeLens", [], async () => {
      const manifest = await session.manifest(textDocument.uri);
      if (!manifest || !session.policies.settingsOf(manifest.folder).codeLens) return [];
      return [...verdictLens(session, manifest), ...resourceLenses(session, manifest)];
    }),
  );
  connection.onCodeLensResolve((lens) =>
    runSafe(log, "codeLens/resolve", lens, async () => {
      const data: unknown = lens.data;
      if (!isLensData(data)) return lens;
      const manifest = await session.manifest(data.uri);
      return { ...lens, command: manifest ? commandOf(session, manifest, lens, data) : NOTHING };
    }),
  );
}

/** Without a command a lens is plain text. */
const NOTHING: Command = { title: "", command: "" };

function resourceLenses(session: Session, manifest: OpenManifest): CodeLens[] {
  if (scopesOf(session, manifest).length === 0) return [];
  return manifest.file.documents.flatMap(({ resources, slice, yaml, class: kind }, document) =>
    kind !== "resources"
      ? []
      : resources
          .filter((each) => summaryOf(groupKind(each)) !== undefined || podTemplatesOf(each).length > 0)
          .map(({ base }): CodeLens => {
            const { start, end } = locate(yaml, base, ["kind"]);
            const range = rangeOf(manifest.lines, { start: start + slice.start, end: end + slice.start });
            return { range, data: { uri: manifest.uri, document, base } satisfies LensData };
          }),
  );
}

function summaryOf(kind: GroupKind): Summary | undefined {
  return Object.hasOwn(SUMMARIES, kind) ? SUMMARIES[kind] : undefined;
}

function commandOf(
  session: Session,
  manifest: OpenManifest,
  { range }: CodeLens,
  { document, base }: LensData,
): Command {
  const { file, folder, uri } = manifest;
  const version = session.policies.policyFor(folder, file.file).options.kubernetesVersion;
  const found = scopesOf(session, manifest).flatMap((inventory) => {
    const fact = inventory.facts.find(
      ({ source }) =>
        source.file === file.file &&
        source.document === document &&
        JSON.stringify(source.base) === JSON.stringify(base),
    );
    return fact
      ? [{ inventory, fact, title: (summaryOf(fact.groupKind) ?? workloadSummary)(inventory, fact, version) }]
      : [];
  });
  const title = inScopes(found.map(({ inventory, title: text }) => [inventory.scope, text]));
  const targets = found.flatMap(({ inventory, fact }) =>
    fact.groupKind === "networking.k8s.io/NetworkPolicy" ? policyTargets(inventory, fact) : [],
  );
  if (targets.length === 0 || !session.client.commands.has(SHOW_REFERENCES)) return { title, command: "" };
  const places = targets.map((fact) => ({ fact, path: ["metadata", "name"] }));
  return {
    title,
    command: SHOW_REFERENCES,
    arguments: [uri, range.start, locationsOf(session, folder, places)],
  };
}

/** The most scopes that one line tells apart. */
const MOST_SCOPES = 3;

/** One text where all scopes agree, else that of each, up to a few. */
function inScopes(titles: readonly (readonly [scope: string, title: string])[]): string {
  const [first] = titles;
  if (!first) return "";
  if (titles.every(([, title]) => title === first[1])) return first[1];
  const shown = titles.slice(0, MOST_SCOPES).map(([scope, title]) => `${scope || "workspace"}: ${title}`);
  return [...shown, ...(titles.length > MOST_SCOPES ? ["…"] : [])].join(" | ");
}

function isLensData(value: unknown): value is LensData {
  return (
    isObject(value) &&
    typeof value.uri === "string" &&
    typeof value.document === "number" &&
    Array.isArray(value.base)
  );
}
