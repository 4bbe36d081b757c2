import { fileURLToPath } from "node:url";
import { differencesMarkdown } from "../../engine/report/differences-markdown";
import { compareManifests, manifestsAt } from "../../workspace/compare-revision";
import { GitError } from "../../workspace/git";
import { type Folder, uriIn } from "../folders";
import type { Session } from "../session";
import type { Comparison } from "./compare-protocol";
import { whenRead } from "./simulated-world";

/** What the changes of a folder mean since the current branch left a revision. */
export async function compareBranch(session: Session, folder: Folder, ref: string): Promise<Comparison> {
  await whenRead(session);
  const { policies } = session;
  const texts = await currentTexts(session, folder);
  await policies.load(folder, [...texts.keys()]);
  const policyFor = (name: string) => policies.policyFor(folder, name);
  const declaredScopes = policies.declaredScopes(folder);
  try {
    const before = await manifestsAt(fileURLToPath(folder.uri), ref);
    const differences = compareManifests(
      { texts: before, policyFor, declaredScopes },
      { texts, policyFor, declaredScopes },
    );
    return { markdown: differencesMarkdown(differences) };
  } catch (error) {
    if (error instanceof GitError) return { problem: error.message };
    throw error;
  }
}

/** The manifests of a folder as the editor has them: open documents, else files. */
async function currentTexts(
  { host, documents, folders }: Session,
  folder: Folder,
): Promise<Map<string, string>> {
  const open = new Map(
    documents.all().flatMap((document) => {
      const place = folders.nameOf(document.uri);
      return place.folder?.uri === folder.uri ? [[place.name, document.getText()] as const] : [];
    }),
  );
  const texts = new Map<string, string>();
  for (const name of (await host.files?.find(folder.uri)) ?? []) {
    const text = open.get(name) ?? (await host.files?.read(uriIn(folder, name)));
    if (text !== undefined) texts.set(name, text);
  }
  return texts;
}
