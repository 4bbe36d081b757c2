import type { Fact, FactSource } from "../engine/inventory/fact";
import { createInventory, type Inventory } from "../engine/inventory/inventory";
import { setsPath } from "../engine/inventory/visible-patch";
import type { JsonValue, Path } from "../engine/json";
import { stringAt } from "../engine/kubernetes/fields";
import { folderOf, type KustomizationNode, readKustomizationTrees, type ScopeFile } from "./kustomize";
import { collectMembers, type ScopeMember } from "./scope-members";

/** A deployment among the files of a workspace: the files that live together. Paths have forward slashes. */
export interface Scope {
  /** The folder that declares it, relative to the workspace; `""` for the workspace itself. */
  readonly name: string;
  readonly kind: "kustomization" | "chart" | "folder";
  /** The kustomization or `Chart.yaml` that declares it. */
  readonly file: string | undefined;
  /** Whether all that will be deployed is in sight. */
  readonly closed: boolean;
  readonly files: ReadonlySet<string>;
  /** The namespace that a kustomization gives to everything in it. */
  readonly namespace: string | undefined;
  /** Why it is not closed. */
  readonly limits: readonly string[];
  /** What only rendering decides: the fields of its kustomizations that change single resources. */
  readonly undecided: readonly string[];
  /** The kustomization with all that it refers to. */
  readonly root: KustomizationNode | undefined;
}

/** The scopes that files declare: kustomizations and charts. */
export interface Kustomizations {
  readonly scopes: readonly Scope[];
  /** Files that are patches: partial manifests. */
  readonly patchFiles: ReadonlySet<string>;
}

/**
 * Reads the scopes that some files declare: every kustomization that no other one refers to, and every chart. A base
 * that an overlay refers to is deployed with the overlay, not by itself. Never throws: missing, remote and cyclic
 * references leave the scope open, with the reason in its `limits`.
 *
 * The result depends on the texts of kustomizations and of the files in `patchFiles`, and on which files there are.
 */
export function readKustomizations(files: readonly ScopeFile[]): Kustomizations {
  const { roots, patchFiles } = readKustomizationTrees(files);
  const scopes = [...roots.map(kustomizationScope), ...chartScopes(files.map(({ file }) => file))];
  return { scopes: scopes.sort((a, b) => (a.name < b.name ? -1 : 1)), patchFiles };
}

function kustomizationScope(root: KustomizationNode): Scope {
  const nodes = nodesOf(root);
  const limits = nodes.flatMap((node) =>
    node.limits.map((limit) => (node === root ? limit : `${limit} (${node.file})`)),
  );
  return {
    name: root.folder,
    kind: "kustomization",
    file: root.file,
    closed: limits.length === 0,
    files: new Set(
      nodes.flatMap(({ file, resources }) => [...resources.filter((each) => typeof each === "string"), file]),
    ),
    namespace: stringAt(root.object, "namespace") || undefined,
    limits,
    undecided: [...new Set(nodes.flatMap(({ undecided }) => undecided))],
    root,
  };
}

/** A kustomization and all that it refers to, each once. */
export function nodesOf(root: KustomizationNode): KustomizationNode[] {
  const found = new Set<KustomizationNode>();
  const visit = (node: KustomizationNode) => {
    if (found.has(node)) return;
    found.add(node);
    for (const each of [...node.resources, ...node.components]) if (typeof each === "object") visit(each);
  };
  visit(root);
  return [...found];
}

/** A chart's own files; its templates are known only when it is rendered, so it stays open until then. */
function chartScopes(files: readonly string[]): Scope[] {
  const charts = files.filter((file) => /(^|\/)Chart\.ya?ml$/.test(file));
  const folders = new Set(charts.map(folderOf));
  const isSubchart = (folder: string) =>
    [...folder.matchAll(/(^|\/)charts\//g)].some(({ index }) => folders.has(folder.slice(0, index)));
  return charts.flatMap((file): Scope[] => {
    const folder = folderOf(file);
    if (isSubchart(folder)) return [];
    const prefix = folder === "" ? "" : `${folder}/`;
    const own = files.filter(
      (each) =>
        each.startsWith(prefix) &&
        /^(?:Chart\.ya?ml$|values[^/]*\.ya?ml$|templates\/|crds\/|charts\/)/.test(each.slice(prefix.length)),
    );
    return [
      {
        name: folder,
        kind: "chart",
        file,
        closed: false,
        files: new Set(own),
        namespace: undefined,
        limits: [],
        undecided: ["templates"],
        root: undefined,
      },
    ];
  });
}

/** A scope with what lives in it. */
export interface ResolvedScope {
  /** `undefined` for the open scope of the workspace. */
  readonly scope: Scope | undefined;
  readonly inventory: Inventory;
  /** Whether the resource at a place is in the scope as it will be deployed; a patch may delete it. */
  holds(source: FactSource): boolean;
  /**
   * Whether something in sight sets the value at a path of a resource for this scope: a patch, or the kustomization's
   * `images`, `replicas`, `labels` or `namespace`. What the file says there is then not what is deployed.
   *
   * @param object returns the resource as written, for the names of list items; only called where there is a patch
   */
  sets(source: FactSource, object: () => JsonValue | undefined, path: Path): boolean;
}

/**
 * Sorts facts into scopes, as their kustomizations change them: each kustomization, chart and declared folder; the
 * files in none of them form the open scope of the workspace.
 *
 * @param declared folders that the configuration declares as deployed whole
 */
export function resolveScopes(
  facts: readonly Fact[],
  kustomizations: Kustomizations,
  declared: readonly string[] = [],
): readonly ResolvedScope[] {
  const byFile = new Map<string, Fact[]>();
  for (const fact of facts) {
    const list = byFile.get(fact.source.file);
    if (list) list.push(fact);
    else byFile.set(fact.source.file, [fact]);
  }
  return createScopeResolver()(byFile, kustomizations, declared);
}

/** Sorts the facts of files into scopes, as `resolveScopes` does, again and again. */
export type ScopeResolver = (
  byFile: ReadonlyMap<string, readonly Fact[]>,
  kustomizations: Kustomizations,
  declared: readonly string[],
) => readonly ResolvedScope[];

/**
 * A resolver that keeps each scope as it is as long as its files hold the same lists of facts. Whoever asks gives other
 * `kustomizations` where there are other files than before.
 */
export function createScopeResolver(): ScopeResolver {
  let last: Plan | undefined;
  let known: ReadonlyMap<Scope | undefined, KeptScope> = new Map();
  return (byFile, kustomizations, declared) => {
    if (last?.kustomizations !== kustomizations || !sameNames(last.declared, declared)) {
      last = planOf(byFile, kustomizations, declared);
      known = new Map();
    }
    const { scopes, rest } = last;
    const next = new Map<Scope | undefined, KeptScope>();
    const resolve = (scope: Scope | undefined, files: Iterable<string>): ResolvedScope | undefined => {
      const lists = [...files].map((file) => byFile.get(file) ?? NO_FACTS);
      const before = known.get(scope);
      const isSame =
        before?.lists.length === lists.length && lists.every((list, at) => list === before.lists[at]);
      const kept = isSame
        ? before
        : { lists, resolved: resolveScope(scope, lists, byFile, before?.resolved?.inventory) };
      next.set(scope, kept);
      return kept.resolved;
    };
    const resolved = scopes.flatMap((scope) => resolve(scope, scope.files) ?? []);
    const open = resolve(undefined, rest);
    known = next;
    return open ? [...resolved, open] : resolved;
  };
}

const NO_FACTS: readonly Fact[] = [];

/** Which scopes there are, and which files lie in none. */
interface Plan {
  readonly kustomizations: Kustomizations;
  readonly declared: readonly string[];
  readonly scopes: readonly Scope[];
  readonly rest: readonly string[];
}

interface KeptScope {
  readonly lists: readonly (readonly Fact[])[];
  readonly resolved: ResolvedScope | undefined;
}

function planOf(
  byFile: ReadonlyMap<string, readonly Fact[]>,
  kustomizations: Kustomizations,
  declared: readonly string[],
): Plan {
  const files = [...byFile.keys()];
  const scopes = [...kustomizations.scopes, ...declared.map((name) => declaredScope(name, files))];
  const covered = new Set(scopes.flatMap((scope) => [...scope.files]));
  return { kustomizations, declared, scopes, rest: files.filter((file) => !covered.has(file)) };
}

function sameNames(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, at) => name === b[at]);
}

/** The inventories of `resolveScopes` alone. */
export function buildInventories(
  facts: readonly Fact[],
  kustomizations: Kustomizations,
  declared: readonly string[] = [],
): Inventory[] {
  return resolveScopes(facts, kustomizations, declared).map(({ inventory }) => inventory);
}

function declaredScope(name: string, files: readonly string[]): Scope {
  return {
    name,
    kind: "folder",
    file: undefined,
    closed: true,
    files: new Set(files.filter((file) => name === "" || file.startsWith(`${name}/`))),
    namespace: undefined,
    limits: [],
    undecided: [],
    root: undefined,
  };
}

/** What lives in a scope; the open one is none where it is empty. */
function resolveScope(
  scope: Scope | undefined,
  lists: readonly (readonly Fact[])[],
  byFile: ReadonlyMap<string, readonly Fact[]>,
  before: Inventory | undefined,
): ResolvedScope | undefined {
  if (scope?.root) return resolveKustomization(scope, collectMembers(scope.root, byFile));
  const facts: Fact[] = [];
  for (const list of lists) for (const fact of list) facts.push(fact);
  if (!scope && facts.length === 0) return undefined;
  return {
    scope,
    inventory: createInventory(scope?.name ?? "", scope?.closed ?? false, facts, before),
    holds: () => true,
    sets: () => false,
  };
}

function resolveKustomization(scope: Scope, members: readonly ScopeMember[]): ResolvedScope {
  const facts = members.map(({ fact }) => fact);
  const bySource = new Map<string, ScopeMember[]>();
  for (const member of members) {
    const key = sourceKey(member.fact.source);
    const list = bySource.get(key);
    if (list) list.push(member);
    else bySource.set(key, [member]);
  }
  return {
    scope,
    inventory: createInventory(scope.name, scope.closed, facts),
    holds: (source) => bySource.has(sourceKey(source)),
    sets(source, object, path) {
      const own = bySource.get(sourceKey(source)) ?? [];
      // Deployed more than once (two overlays of one base): a fault is left out only where each copy mends it.
      return (
        own.length > 0 && own.every(({ patches }) => patches.some((patch) => setsPath(patch, object(), path)))
      );
    },
  };
}

function sourceKey({ file, document, base }: FactSource): string {
  return `${file}\u0000${document}\u0000${base.join("/")}`;
}
