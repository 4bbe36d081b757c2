import { analyzeFile, type ManifestFile, readManifestFile } from "../engine/analyze-file";
import { analyzeScope } from "../engine/analyze-scope";
import type { Finding } from "../engine/finding";
import type { EnvironmentView } from "../engine/gap/gap";
import type { Fact } from "../engine/inventory/fact";
import { createInventory } from "../engine/inventory/inventory";
import { type JudgedFinding, judgeFindings } from "../engine/policy/judge-findings";
import type { Policy } from "../engine/policy/policy";
import { findBelow } from "./find-below";
import type { Policies } from "./policies";
import { readManifest } from "./read-file";
import { createScopeFilter, isMended } from "./scope-filter";
import { readKustomizations, resolveScopes } from "./scopes";

/** The environments of a configuration, with the files that are deployed to each. */
export interface Environments {
  /** The view of an environment; `undefined` where the configuration names none so. */
  view(name: string): EnvironmentView | undefined;
  policyOf(name: string): Policy;
  readonly names: readonly string[];
}

/**
 * Reads every manifest below a folder and tells which belong to which environment: those that its globs match, and
 * those that a kustomization among them pulls in.
 *
 * @param loadPolicies loads the policies of the files that are found
 * @param nameOf how files are called
 */
export async function readEnvironments(
  cwd: string,
  load: (paths: readonly string[]) => Promise<Policies>,
  nameOf: (path: string) => string,
): Promise<Environments> {
  const { files } = await findBelow(cwd, { cwd });
  const policies = await load(files.map(({ path }) => path));
  const read: ManifestFile[] = [];
  const environmentOf = new Map<string, string>();
  const policyByEnvironment = new Map<string, Policy>();
  for (const { path } of files) {
    const result = await readManifest(path);
    if (!("text" in result)) continue;
    const name = nameOf(path);
    read.push(readManifestFile(name, result.text));
    const environment = policies.environmentOf(path);
    if (environment === undefined) continue;
    environmentOf.set(name, environment);
    policyByEnvironment.set(environment, policies.policyOf(path));
  }
  const kustomizations = readKustomizations(read);
  const policyOf = (name: string) => policyByEnvironment.get(name) ?? policies.fallback;

  function filesOf(environment: string): ReadonlySet<string> {
    const own = new Set([...environmentOf].filter(([, name]) => name === environment).map(([file]) => file));
    for (const scope of kustomizations.scopes) {
      if ([...scope.files].some((file) => own.has(file) && folderOf(file) === scope.name))
        for (const file of scope.files) own.add(file);
    }
    return own;
  }

  function view(environment: string): EnvironmentView | undefined {
    if (!policyByEnvironment.has(environment)) return undefined;
    const policy = policyOf(environment);
    const wanted = filesOf(environment);
    const own = read
      .filter(({ file }) => wanted.has(file))
      .map((file) =>
        kustomizations.patchFiles.has(file.file)
          ? readManifestFile(file.file, file.text, { isPatchFile: true })
          : file,
      );
    const facts: Fact[] = [];
    const byFile = new Map<string, Finding[]>();
    for (const file of own) {
      const analysis = analyzeFile(file, policy.options, policy.isEnabled);
      facts.push(...analysis.facts);
      byFile.set(file.file, [...analysis.findings]);
    }
    const scopes = {
      ...kustomizations,
      scopes: kustomizations.scopes.filter(({ files: members }) =>
        [...members].every((file) => wanted.has(file)),
      ),
    };
    const live = resolveScopes(facts, scopes);
    const byName = new Map(own.map((file) => [file.file, file]));
    const fileOf = (name: string) => byName.get(name);
    const { holds } = createScopeFilter(live, fileOf);
    for (const [file, found] of byFile)
      byFile.set(
        file,
        found.filter((finding) => holds(file, finding)),
      );
    for (const scope of live) {
      for (const { file, finding } of analyzeScope(scope.inventory, policy.options, policy.isEnabled))
        if (!isMended(scope, file, finding, fileOf)) byFile.get(file)?.push(finding);
    }
    const findings: JudgedFinding[] = own.flatMap(
      (file) => judgeFindings(file, byFile.get(file.file) ?? [], policy).findings,
    );
    const resolved = live.flatMap(({ inventory }) => inventory.facts);
    return {
      name: environment,
      profile: policy.profile,
      inventory: createInventory(environment, true, resolved),
      findings,
      waivers: policies.waivers,
    };
  }

  return { view, policyOf, names: [...policyByEnvironment.keys()].sort() };
}

function folderOf(file: string): string {
  return file.includes("/") ? file.slice(0, file.lastIndexOf("/")) : "";
}
