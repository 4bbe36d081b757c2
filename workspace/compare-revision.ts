import { relative, sep } from "node:path";
import { analyzeFile, type ManifestFile, readManifestFile } from "../engine/analyze-file";
import { analyzeScope } from "../engine/analyze-scope";
import { compareInventories } from "../engine/diff/compare-inventories";
import type { Difference } from "../engine/diff/difference";
import type { Finding } from "../engine/finding";
import type { Fact } from "../engine/inventory/fact";
import type { Inventory } from "../engine/inventory/inventory";
import type { Policy } from "../engine/policy/policy";
import { ruleById } from "../engine/rules/registry";
import { readRevision } from "./git";
import { createScopeFilter, isMended } from "./scope-filter";
import { readKustomizations, resolveScopes } from "./scopes";

/** A set of manifests by name, with the policy they are judged by. */
export interface Manifests {
  /** Text by name; names are relative to the working directory, with forward slashes. */
  readonly texts: ReadonlyMap<string, string>;
  policyFor(name: string): Policy;
  readonly declaredScopes: readonly string[];
}

/** The manifests of the revision where the current branch left `ref`, below the working directory. Throws GitError. */
export async function manifestsAt(cwd: string, ref: string): Promise<ReadonlyMap<string, string>> {
  const revision = await readRevision(cwd, ref);
  const below = relative(revision.root, cwd).split(sep).join("/");
  const prefix = below === "" ? "" : `${below}/`;
  const wanted = [...revision.blobs].filter(
    ([name]) => name.startsWith(prefix) && /\.(ya?ml|json)$/i.test(name),
  );
  const contents = await revision.read(wanted.map(([, id]) => id));
  return new Map(
    wanted.map(([name], index) => [name.slice(prefix.length), contents[index]?.toString("utf8") ?? ""]),
  );
}

/** What changed in meaning between two sets of manifests, scope by scope. */
export function compareManifests(before: Manifests, after: Manifests): Difference[] {
  const [was, is] = [understand(before), understand(after)];
  const scopes = [...new Set([...was.inventories.keys(), ...is.inventories.keys()])].sort();
  return [
    ...scopes.flatMap((scope) =>
      compareInventories(scope, was.inventories.get(scope), is.inventories.get(scope)),
    ),
    ...controlDifferences(was.findings, is.findings),
  ];
}

interface Understood {
  readonly inventories: ReadonlyMap<string, Inventory>;
  /** Findings by what tells them apart across revisions. */
  readonly findings: ReadonlyMap<string, Finding>;
}

function understand({ texts, policyFor, declaredScopes }: Manifests): Understood {
  const read = [...texts].map(([name, text]) => readManifestFile(name, text));
  const kustomizations = readKustomizations(read);
  const facts: Fact[] = [];
  const written: { readonly file: string; readonly finding: Finding }[] = [];
  const files = new Map<string, ManifestFile>();
  for (const first of read) {
    const isPatchFile = kustomizations.patchFiles.has(first.file);
    const file = isPatchFile ? readManifestFile(first.file, first.text, { isPatchFile }) : first;
    const policy = policyFor(first.file);
    const analysis = analyzeFile(file, policy.options, policy.isEnabled);
    facts.push(...analysis.facts);
    written.push(...analysis.findings.map((finding) => ({ file: file.file, finding })));
    files.set(file.file, file);
  }
  const fileOf = (name: string) => files.get(name);
  const scopes = resolveScopes(facts, kustomizations, declaredScopes);
  const { holds } = createScopeFilter(scopes, fileOf);
  const found = written.filter(({ file, finding }) => holds(file, finding)).map(({ finding }) => finding);
  for (const scope of scopes) {
    const first = scope.inventory.facts[0];
    if (!first) continue;
    const policy = policyFor(first.source.file);
    for (const { file, finding } of analyzeScope(scope.inventory, policy.options, policy.isEnabled))
      if (!isMended(scope, file, finding, fileOf)) found.push(finding);
  }
  return {
    inventories: new Map(scopes.map(({ inventory }) => [inventory.scope, inventory])),
    findings: new Map(found.map((finding) => [controlKey(finding), finding])),
  };
}

/** A fault of a resource, wherever it is written: moving a manifest to another file changes nothing. */
function controlKey({ rule, resource, message }: Finding): string {
  return JSON.stringify([rule, resource.groupKind, resource.namespace ?? "", resource.name ?? "", message]);
}

function controlDifferences(
  was: ReadonlyMap<string, Finding>,
  is: ReadonlyMap<string, Finding>,
): Difference[] {
  const counts = ({ severity }: Finding) => severity !== "low";
  const describe = ({ rule, resource, message }: Finding) => {
    const name = `${resource.kind} ${resource.namespace ? `${resource.namespace}/` : ""}${resource.name ?? ""}`;
    return `${name}: ${message} (${ruleById(rule)?.id ?? rule})`;
  };
  const lost = [...is].filter(([key, finding]) => !was.has(key) && counts(finding));
  const gained = [...was].filter(([key, finding]) => !is.has(key) && counts(finding));
  return [
    ...lost.map(
      ([, finding]): Difference => ({
        theme: "control",
        change: "lost",
        weakens: true,
        text: describe(finding),
        scope: "",
      }),
    ),
    ...gained.map(
      ([, finding]): Difference => ({
        theme: "control",
        change: "gained",
        weakens: false,
        text: describe(finding),
        scope: "",
      }),
    ),
  ].sort((a, b) => (a.text < b.text ? -1 : 1));
}
