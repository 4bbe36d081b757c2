import { readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { chartValues } from "../workspace/chart-values";
import { loadPolicies } from "../workspace/policies";
import { readManifest } from "../workspace/read-file";
import type { HostFiles, Snippet } from "./host";
import { createFolderIndex } from "./index/folder-index";
import { readSnippets } from "./read-snippets";
import type { RuleTexts } from "./rule-texts";

let texts: Promise<RuleTexts> | undefined;
let beside: typeof import("../workspace/beside-server") | undefined;
let snippets: Promise<readonly Snippet[]> | undefined;

/** The bundle that lies beside this one. */
function besideServer(): typeof import("../workspace/beside-server") {
  beside ??= require(join(__dirname, "workspace.js")) as typeof import("../workspace/beside-server");
  return beside;
}

/** The local file system. Addresses that are not on it (`untitled:`, `vscode-vfs:`) hold nothing. */
export const nodeFiles: HostFiles = {
  async find(folderUri) {
    const folder = pathOf(folderUri);
    if (folder === undefined) return [];
    const { files } = await besideServer().findBelow(folder, { cwd: folder });
    return files.map(({ path }) => nameIn(folder, path));
  },
  async read(uri) {
    const path = pathOf(uri);
    const result = path === undefined ? undefined : await readManifest(path);
    return result && "text" in result ? result.text : undefined;
  },
  async loadPolicies(folderUri, names, selection) {
    const folder = pathOf(folderUri) ?? process.cwd();
    const absolute = (name: string) => join(folder, name);
    const policies = await loadPolicies(names.map(absolute), { cwd: folder, selection });
    // A profile that does not exist shows itself here, not when the first finding is judged.
    for (const name of names) policies.policyOf(absolute(name));
    return {
      policyOf: (name) => policies.policyOf(absolute(name)),
      environmentOf: (name) => policies.environmentOf(absolute(name)),
      isExcluded: (name) => policies.isExcluded(absolute(name)),
      waivers: policies.waivers,
      reaches: (waiver, name) => policies.reaches(waiver, absolute(name)),
      declaredScopes: policies.declaredScopes.map((scope) => nameIn(folder, scope)),
      fallback: policies.fallback,
      charts: policies.charts,
      gapDocuments: policies.gapDocuments.map(({ file, configuration }) => ({
        file: nameIn(folder, file),
        configuration: nameIn(folder, configuration),
      })),
      problems: policies.problems,
    };
  },
  pathOf,
  async render(folderUri, scope, { charts, ...request }) {
    const cwd = pathOf(folderUri);
    if (cwd === undefined) return { failure: "its folder is not on the disk" };
    const values = chartValues(charts);
    return besideServer().renderScope(scope, { ...request, mode: "auto", cwd, chartValues: values });
  },
  ruleTexts: () => {
    texts ??= readFile(join(__dirname, "data/rules.json"), "utf8")
      .then((text): RuleTexts => JSON.parse(text))
      .catch(() => ({}));
    return texts;
  },
  snippets: () => {
    snippets ??= readSnippets(join(__dirname, "../snippets"));
    return snippets;
  },
  createIndex: createFolderIndex,
  openFactCache(folderUri) {
    const folder = pathOf(folderUri);
    try {
      return folder === undefined ? undefined : besideServer().openFactCache(folder, __filename);
    } catch {
      // Without a bundle or a folder that can be read, everything is read again.
      return undefined;
    }
  },
};

function pathOf(uri: string): string | undefined {
  if (!uri.startsWith("file:")) return undefined;
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}

function nameIn(folder: string, path: string): string {
  return relative(folder, path).split(sep).join("/");
}
