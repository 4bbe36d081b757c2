import { extensions, type Uri } from "vscode";

/** What is used of the interface of VS Code's own git extension, version 1. */
interface GitExtension {
  readonly enabled: boolean;
  getAPI(version: 1): {
    getRepository(uri: Uri): Repository | null;
  };
}

interface Repository {
  readonly state: {
    readonly HEAD?: {
      readonly name?: string;
      readonly upstream?: { readonly remote: string; readonly name: string };
    };
  };
  getRefs?(query: object): Promise<readonly { readonly name?: string }[]>;
}

/** Names under which the branch goes that others are merged into. */
const MAIN = ["origin/main", "origin/master", "main", "master"];

/**
 * The branches and tags of the repository that holds a folder, the likeliest to compare with first. Empty where VS
 * Code's git extension is switched off or knows no repository there.
 */
export async function gitRevisions(folder: Uri): Promise<string[]> {
  try {
    const extension = extensions.getExtension<GitExtension>("vscode.git");
    const git = await extension?.activate();
    const repository = git?.enabled ? git.getAPI(1).getRepository(folder) : null;
    if (!repository) return [];
    const { HEAD } = repository.state;
    const names = ((await repository.getRefs?.({})) ?? []).flatMap(({ name }) => name ?? []);
    const upstream = HEAD?.upstream ? [`${HEAD.upstream.remote}/${HEAD.upstream.name}`] : [];
    const first = [...MAIN, ...upstream].filter((name) => names.includes(name));
    return [...new Set([...first, ...names.filter((name) => name !== HEAD?.name)])];
  } catch {
    return [];
  }
}
