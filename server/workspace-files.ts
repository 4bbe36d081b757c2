import { readManifestFile } from "../engine/analyze-file";
import { createLineIndex } from "../engine/yaml/text-position";
import { type FileDiagnostics, fileDiagnostics } from "./file-diagnostics";
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
    const before = judged.get(uri);
    if (
      before?.text === text &&
      before.findings === findings &&
      before.policy === policy &&
      before.isPatchFile === isPatchFile
    )
      return before;
    const file = readManifestFile(name, text, { isPatchFile });
    const manifest = { uri, version: null, folder, file, lines: createLineIndex(text), isTooLarge: false };
    const now = { uri, diagnostics: fileDiagnostics(session, manifest), text, findings, policy, isPatchFile };
    judged.set(uri, now);
    return now;
  }

  return {
    async judge(isCancelled, each) {
      let turn = Date.now();
      for (const folder of folders.all()) {
        for (const name of indexes.of(folder)?.names() ?? []) {
          if (documents.get(uriIn(folder, name))) continue;
          const file = judgeFile(folder, name);
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
