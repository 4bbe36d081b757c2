import { append } from "../fixes/change";
import type { Change } from "../fixes/fix";
import type { Configuration } from "./configuration";

/** A host of the ingress inventory; without paths, everything under it is meant to exist. */
export type InventoryEntry = NonNullable<Configuration["ingress"]>[number];

/** Hosts that exist at the edge, sorted, with their paths; none where nothing is said of paths. */
export type ExposedPaths = ReadonlyMap<string, readonly string[]>;

/** What the inventory is told of a host. */
interface Exposure {
  readonly host: string;
  readonly paths: readonly { readonly value: string }[];
}

/** Whether an entry of the inventory holds a path of its host: the path itself, or one above it. */
export function coversPath({ paths = [] }: InventoryEntry, path: string): boolean {
  return paths.length === 0 || paths.some((each) => isAt(path, each));
}

function isAt(path: string, top: string): boolean {
  return path === top || path.startsWith(`${top.replace(/\/$/, "")}/`);
}

/** Joins what many resources expose: each host once, of its paths the topmost. */
export function exposedPaths(exposures: Iterable<Exposure>): ExposedPaths {
  const hosts = new Map<string, Set<string>>();
  for (const { host, paths } of exposures) {
    const known = hosts.get(host) ?? new Set();
    for (const { value } of paths) known.add(value);
    hosts.set(host, known);
  }
  return new Map(
    [...hosts]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([host, paths]) => {
        const all = [...paths].sort();
        return [host, all.filter((path) => !all.some((top) => top !== path && isAt(path, top)))];
      }),
  );
}

/** The entry that names a host with its paths. */
function inventoryEntry(host: string, paths: readonly string[]): InventoryEntry {
  return paths.length === 0 || paths.includes("/") ? { host } : { host, paths };
}

/**
 * The changes of a configuration by which its inventory holds what exists. What it holds already stays as it is, also
 * what does not exist any more: it is meant to.
 *
 * @param declared the entries as the configuration lists them
 */
export function inventoryChanges(declared: readonly InventoryEntry[], existing: ExposedPaths): Change[] {
  return [...existing].flatMap(([host, paths]): Change[] => {
    const own = declared.flatMap((entry, index) => (entry.host === host ? [{ entry, index }] : []));
    const [first] = own;
    if (!first) {
      const entry = inventoryEntry(host, paths);
      return [append(["ingress"], { host, ...(entry.paths ? { paths: [...entry.paths] } : {}) })];
    }
    return paths
      .filter((path) => !own.some(({ entry }) => coversPath(entry, path)))
      .map((path) => append(["ingress", first.index, "paths"], path));
  });
}

/** The inventory as text, for a configuration that has none. */
export function inventoryText(existing: ExposedPaths): string {
  const lines = [...existing].flatMap(([host, all]) => {
    const { paths = [] } = inventoryEntry(host, all);
    return [
      `  - host: ${JSON.stringify(host)}`,
      ...(paths.length > 0 ? ["    paths:", ...paths.map((path) => `      - ${JSON.stringify(path)}`)] : []),
    ];
  });
  return `ingress:\n${lines.join("\n")}\n`;
}
