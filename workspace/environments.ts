import { analyzeFile, type ManifestFile, readManifestFile } from "../engine/analyze-file";
import { analyzeRule, rulesFor } from "../engine/analyze-scope";
import type { Finding } from "../engine/finding";
import type { EnvironmentView } from "../engine/gap/gap";
import type { Fact } from "../engine/inventory/fact";
import { createInventory } from "../engine/inventory/inventory";
import type { Waiver } from "../engine/policy/configuration";
import { type JudgedFinding, judgeFindings } from "../engine/policy/judge-findings";
import type { Policy } from "../engine/policy/policy";
import { createScopeFilter, isMended } from "./scope-filter";
import { readKustomizations, resolveScopes, type Scope } from "./scopes";

/** The environments of a configuration, with the files that are deployed to each. */
export interface Environments {
  /** The view of an environment; `undefined` where the configuration names none so. */
  view(name: string): EnvironmentView | undefined;
  /** The same in steps: it pauses after each file and each rule. */
  viewInSteps(name: string): Generator<void, EnvironmentView | undefined>;
  policyOf(name: string): Policy;
  /** The files that are deployed to an environment. */
  filesOf(name: string): ReadonlySet<string>;
  /** The kustomizations that are deployed to an environment, and nothing beside it in them. */
  scopesOf(name: string): readonly Scope[];
  readonly names: readonly string[];
}

/** What environments are made of. Files go by their names. */
export interface EnvironmentsRequest {
  readonly files: readonly ManifestFile[];
  /** The environment that the configuration gives a file. */
  environmentOf(name: string): string | undefined;
  policyOf(name: string): Policy;
  /** The policy of an environment without files. */
  readonly fallback: Policy;
  readonly waivers: readonly Waiver[];
}

/**
 * Tells which files belong to which environment: those that its globs match, and those that a kustomization among them
 * pulls in.
 */
export function createEnvironments(request: EnvironmentsRequest): Environments {
  const { files } = request;
  const environmentOf = new Map<string, string>();
  const policyByEnvironment = new Map<string, Policy>();
  for (const { file } of files) {
    const environment = request.environmentOf(file);
    if (environment === undefined) continue;
    environmentOf.set(file, environment);
    policyByEnvironment.set(environment, request.policyOf(file));
  }
  const kustomizations = readKustomizations(files);
  const policyOf = (name: string) => policyByEnvironment.get(name) ?? request.fallback;

  function filesOf(environment: string): ReadonlySet<string> {
    const own = new Set([...environmentOf].filter(([, name]) => name === environment).map(([file]) => file));
    for (const scope of kustomizations.scopes) {
      if ([...scope.files].some((file) => own.has(file) && folderOf(file) === scope.name))
        for (const file of scope.files) own.add(file);
    }
    return own;
  }

  function scopesOf(environment: string): readonly Scope[] {
    const wanted = filesOf(environment);
    return kustomizations.scopes.filter(({ files: members }) =>
      [...members].every((file) => wanted.has(file)),
    );
  }

  function* viewInSteps(environment: string): Generator<void, EnvironmentView | undefined> {
    if (!policyByEnvironment.has(environment)) return undefined;
    const policy = policyOf(environment);
    const wanted = filesOf(environment);
    const own = files
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
      yield;
    }
    const live = resolveScopes(facts, { ...kustomizations, scopes: scopesOf(environment) });
    const byName = new Map(own.map((file) => [file.file, file]));
    const fileOf = (name: string) => byName.get(name);
    const { holds } = createScopeFilter(live, fileOf);
    for (const [file, found] of byFile)
      byFile.set(
        file,
        found.filter((finding) => holds(file, finding)),
      );
    for (const scope of live) {
      for (const rule of rulesFor(scope.inventory.closed, policy.isEnabled)) {
        for (const { file, finding } of analyzeRule(rule, scope.inventory, policy.options))
          if (!isMended(scope, file, finding, fileOf)) byFile.get(file)?.push(finding);
        yield;
      }
    }
    const findings: JudgedFinding[] = [];
    for (const file of own) {
      findings.push(...judgeFindings(file, byFile.get(file.file) ?? [], policy).findings);
      yield;
    }
    const resolved = live.flatMap(({ inventory }) => inventory.facts);
    return {
      name: environment,
      profile: policy.profile,
      inventory: createInventory(environment, true, resolved),
      findings,
      waivers: request.waivers,
    };
  }

  function view(environment: string): EnvironmentView | undefined {
    const steps = viewInSteps(environment);
    for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
  }

  const names = [...policyByEnvironment.keys()].sort();
  return { view, viewInSteps, policyOf, filesOf, scopesOf, names };
}

function folderOf(file: string): string {
  return file.includes("/") ? file.slice(0, file.lastIndexOf("/")) : "";
}
