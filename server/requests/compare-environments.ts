import { relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { compareEnvironments } from "../../engine/gap/compare-environments";
import { gapMarkdown } from "../../engine/report/gap-markdown";
import { type Environments, readEnvironments } from "../../workspace/environments";
import { loadPolicies } from "../../workspace/policies";
import type { Folder } from "../folders";
import type { Comparison } from "./compare-protocol";

/** The environments of a folder's configuration that hold files, sorted. */
export async function environmentNames(folder: Folder): Promise<string[]> {
  return [...(await environmentsOf(folder)).names];
}

/** How two environments of a folder differ in posture. */
export async function compareTwoEnvironments(
  folder: Folder,
  left: string,
  right: string,
): Promise<Comparison> {
  const environments = await environmentsOf(folder);
  const [first, second] = [environments.view(left), environments.view(right)];
  if (!first || !second)
    return { problem: `there is no environment "${first ? right : left}" with files in it` };
  const rows = compareEnvironments(first, second, environments.policyOf(right));
  return { markdown: gapMarkdown(left, right, rows) };
}

function environmentsOf(folder: Folder): Promise<Environments> {
  const cwd = fileURLToPath(folder.uri);
  return readEnvironments(
    cwd,
    (paths) => loadPolicies(paths, { cwd, selection: {} }),
    (path) => relative(cwd, path).split(sep).join("/"),
  );
}
