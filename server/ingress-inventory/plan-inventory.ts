import { readManifestFile } from "../../engine/analyze-file";
import type { Fact } from "../../engine/inventory/fact";
import { isObject, valueAt } from "../../engine/json";
import { listAt, stringAt, stringsAt } from "../../engine/kubernetes/fields";
import {
  type ExposedPaths,
  exposedPaths,
  type InventoryEntry,
  inventoryChanges,
  inventoryText,
} from "../../engine/policy/ingress-inventory";
import { EXPOSING_KINDS, type ExposedHost, exposedHosts } from "../../engine/rules/edge/exposed-hosts";
import {
  configurationEdit,
  configurationsAbove,
  type NamedConfiguration,
  type PlannedEdit,
  planConfigurationEdits,
} from "../configuration/edit-configuration";
import { type Folder, uriIn } from "../folders";
import type { Session } from "../session";

/** What of all that exists the inventory is to hold: everything, a host, or a path of a host. */
export interface InventoryWish {
  readonly host?: string;
  readonly path?: string;
}

/** The edit that makes an inventory hold what exists, and the configuration it goes to. */
export interface PlannedInventory {
  /** The configuration's address. */
  readonly uri: string;
  /** How many hosts and paths are added. */
  readonly added: number;
  /** Absent where nothing is added. */
  readonly edit?: PlannedEdit["edit"];
}

/**
 * Plans the edit by which the inventory that governs a file holds what the manifests expose. It is the inventory of
 * the nearest configuration that declares one; where none does, the nearest configuration gets one.
 *
 * @param file a manifest or a configuration, as the folder names it
 * @returns `undefined` where the configuration cannot be edited safely, or has to be created and the client creates none
 */
export async function planInventory(
  session: Session,
  folder: Folder,
  file: string,
  wish: InventoryWish,
): Promise<PlannedInventory | undefined> {
  const { name, text } = await inventoryHolder(session, folder, file);
  const existing = wanted(await exposedBelow(session, folder, name), wish);
  const uri = uriIn(folder, name);
  const changes = inventoryChanges(declaredIn(name, text ?? "") ?? [], existing);
  if (changes.length === 0) return { uri, added: 0 };
  const edits = planConfigurationEdits(name, text ?? "", changes, inventoryText(existing));
  const planned = edits && configurationEdit(session, uri, text === undefined, edits);
  return planned && { uri, added: changes.length, edit: planned.edit };
}

/** The configuration whose inventory governs a file, or is to. */
async function inventoryHolder(session: Session, folder: Folder, file: string): Promise<NamedConfiguration> {
  const above = await configurationsAbove(session, folder, file);
  const declaring = above.find(({ name, text }) => declaredIn(name, text) !== undefined);
  return declaring ?? above[0] ?? { name: ".rampart.yaml", text: undefined };
}

/** The entries of a configuration as it is written, its faults elsewhere notwithstanding. */
function declaredIn(name: string, text: string): InventoryEntry[] | undefined {
  const value = readManifestFile(name, text).documents[0]?.yaml.value;
  if (!isObject(value) || value.ingress === undefined) return undefined;
  return listAt(value, "ingress").map((entry) => ({
    host: stringAt(entry, "host") ?? "",
    ...(valueAt(entry, ["paths"]) === undefined ? {} : { paths: stringsAt(entry, "paths") }),
  }));
}

/** What the files expose that an inventory governs. */
async function exposedBelow(session: Session, folder: Folder, holder: string): Promise<ExposedPaths> {
  const index = session.indexes.of(folder);
  const files = new Map<string, ExposedHost[]>();
  for (const { facts } of index?.inventories() ?? [])
    for (const fact of facts) {
      const hosts = EXPOSING_KINDS.includes(fact.groupKind)
        ? hostsOf(index?.factAt(fact.source) ?? fact)
        : [];
      if (hosts.length > 0) files.set(fact.source.file, [...(files.get(fact.source.file) ?? []), ...hosts]);
    }
  const governed: ExposedHost[] = [];
  const holders = new Map<string, string>();
  for (const [file, hosts] of files) {
    if (session.policies.isExcluded(folder, file)) continue;
    const parent = file.slice(0, file.lastIndexOf("/") + 1);
    const own = holders.get(parent) ?? (await inventoryHolder(session, folder, file)).name;
    holders.set(parent, own);
    if (own === holder) governed.push(...hosts);
  }
  return exposedPaths(governed);
}

function hostsOf({ groupKind, labels, data }: Fact): ExposedHost[] {
  const kind = groupKind.slice(groupKind.indexOf("/") + 1);
  return isObject(data) ? exposedHosts({ kind, labels, object: data }) : [];
}

function wanted(existing: ExposedPaths, { host, path }: InventoryWish): ExposedPaths {
  if (host === undefined) return existing;
  return new Map([[host, path === undefined ? (existing.get(host) ?? []) : [path]]]);
}
