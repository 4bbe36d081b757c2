import type { ManifestFile } from "../../engine/analyze-file";
import { compareEnvironments } from "../../engine/gap/compare-environments";
import { gapMarkdown } from "../../engine/report/gap-markdown";
import { createEnvironments, type Environments } from "../../workspace/environments";
import { type Folder, uriIn } from "../folders";
import type { Session } from "../session";
import type { Comparison } from "./compare-protocol";
import { whenRead } from "./simulated-world";

/** The environments of a folder's configuration that hold files, sorted. */
export async function environmentNames(session: Session, folder: Folder): Promise<string[]> {
  return [...((await environmentsOf(session, folder))?.names ?? [])];
}

/** How two environments of a folder differ in posture, as its files are now. */
export async function compareTwoEnvironments(
  session: Session,
  folder: Folder,
  left: string,
  right: string,
): Promise<Comparison> {
  const environments = await environmentsOf(session, folder);
  const [first, second] = [environments?.view(left), environments?.view(right)];
  if (!environments || !first || !second)
    return { problem: `there is no environment "${first ? right : left}" with files in it` };
  const rows = compareEnvironments(first, second, environments.policyOf(right));
  return { markdown: gapMarkdown(left, right, rows) };
}

/** By the configuration alone: what the editor asks for beside it is not how the environments are run. */
async function environmentsOf(session: Session, folder: Folder): Promise<Environments | undefined> {
  await whenRead(session);
  const { host, indexes } = session;
  // Who asks right after a folder was written, or checked out, need not wait until the client tells of it.
  const known = new Set(indexes.of(folder)?.names());
  const found = (await host.files?.find(folder.uri)) ?? [];
  await indexes.reload(found.filter((name) => !known.has(name)).map((name) => uriIn(folder, name)));
  const names = indexes.of(folder)?.names() ?? [];
  const policies = await host.files?.loadPolicies(folder.uri, names, {});
  if (!policies) return undefined;
  const files = names.flatMap((name): ManifestFile[] => {
    const file = indexes.fileOf(folder, name)?.file;
    return file ? [file] : [];
  });
  return createEnvironments({ ...policies, files });
}
