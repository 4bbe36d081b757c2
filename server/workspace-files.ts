import { readManifestFile } from "../engine/analyze-file";
import type { Waiver } from "../engine/policy/configuration";
import { createLineIndex } from "../engine/yaml/text-position";
import { isConfiguration } from "./configuration/schema-at";
import { type FileDiagnostics, fileDiagnostics, sameDiagnostics } from "./file-diagnostics";
import { type Folder, uriIn } from "./folders";
import { whenIdle } from "./host";
import type { Session } from "./session";

/** The diagnostics of a file that is not open. */
export interface ClosedFile {
  readonly uri: string;
  readonly diagnostics: FileDiagnostics;
}

/** Judges the files of the workspace that are not open, each again only when something about it has changed. */
export interface WorkspaceFiles {
  /**
   * Judges every file that is not open, a few in each turn.
   *
   * @param each receives each file as soon as it is judged; the same `diagnostics` object where nothing changed
   */
  judge(isCancelled: () => boolean, each: (file: ClosedFile) => void): Promise<void>;
}

interface Judged extends ClosedFile {
  readonly text: string;
  readonly findings: unknown;
  readonly policy: unknown;
  readonly isPatchFile: boolean;
  readonly waivers: unknown;
  readonly scopes: unknown;
  readonly differences: unknown;
  /** The waivers that cover something in it. */
  readonly used: readonly Waiver[];
}

/** Milliseconds of judging in one turn. */
const TURN = 8;

/** Starts with nothing judged. */
export function createWorkspaceFiles(session: Session): WorkspaceFiles {
  const { folders, indexes, policies, host, documents } = session;
  const judged = new Map<string, Judged>();

  function judgeFile(folder: Folder, name: string): Judged | undefined {
    const index = indexes.of(folder);
    const text = index?.textOf(name);
    const uri = uriIn(folder, name);
    if (!index || text === undefined) return undefined;
    const findings = index.findingsOf(name);
    const policy = policies.policyFor(folder, name);
    const isPatchFile = index.isPatchFile(name);
    const waivers = policies.waiversFor(folder, name);
    const scopes = index.scopesOf(name);
    const differences = session.differences?.findingsOf(folder, name);
    const before = judged.get(uri);
    if (
      !isConfiguration(name) &&
      before?.text === text &&
      before.findings === findings &&
      before.policy === policy &&
      before.isPatchFile === isPatchFile &&
      before.waivers === waivers &&
      before.scopes === scopes &&
      before.differences === differences
    )
      return before;
    const file = readManifestFile(name, text, { isPatchFile });
    const manifest = { uri, version: null, folder, file, lines: createLineIndex(text), isTooLarge: false };
    const now = {
      uri,
      diagnostics: sameOrNew(before?.diagnostics, fileDiagnostics(session, manifest)),
      text,
      findings,
      policy,
      isPatchFile,
      waivers,
      scopes,
      differences,
      used: waivers.length > 0 ? session.judge(manifest).flatMap(({ used }) => [...used]) : [],
    };
    judged.set(uri, now);
    return now;
  }

  /** A waiver may cover what is found in a configuration itself. */
  function usedIn(folder: Folder, name: string): Waiver[] {
    const text = session.differences?.findingsOf(folder, name) ? indexes.of(folder)?.textOf(name) : undefined;
    if (text === undefined) return [];
    const file = readManifestFile(name, text);
    const uri = uriIn(folder, name);
    const manifest = { uri, version: null, folder, file, lines: createLineIndex(text), isTooLarge: false };
    return session.judge(manifest).flatMap((verdict) => [...verdict.used]);
  }

  function usedInOpen(): Waiver[] {
    const open = session.manifests.uris().flatMap((uri) => session.manifests.get(uri) ?? []);
    return open.flatMap((manifest) => session.judge(manifest).flatMap((verdict) => [...verdict.used]));
  }

  return {
    async judge(isCancelled, each) {
      let turn = Date.now();
      const used = new Set<Waiver>();
      for (const folder of folders.all()) {
        const names = indexes.of(folder)?.names() ?? [];
        // Whether a waiver covers anything is known when everything else has been judged.
        const configurations = names.filter(isConfiguration);
        const others = names.filter((name) => !isConfiguration(name));
        for (const name of [...others, ...configurations]) {
          if (name === configurations[0]) {
            const own = configurations.flatMap((each) => usedIn(folder, each));
            session.usedWaivers.set(new Set([...used, ...own, ...usedInOpen()]));
          }
          if (documents.get(uriIn(folder, name))) continue;
          const file = judgeFile(folder, name);
          for (const waiver of file?.used ?? []) used.add(waiver);
          if (file) each(file);
          if (Date.now() - turn < TURN) continue;
          await whenIdle(host);
          if (isCancelled()) return;
          turn = Date.now();
        }
      }
    },
  };
}

/** The same object where nothing is different, so that others see at once that there is no news. */
function sameOrNew(before: FileDiagnostics | undefined, now: FileDiagnostics): FileDiagnostics {
  return before && sameDiagnostics(before, now) ? before : now;
}
