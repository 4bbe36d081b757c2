import { statSync } from "node:fs";
import { join } from "node:path";
import type { Fact } from "../engine/inventory/fact";
import { VERSION } from "../engine/project";
import { cacheFolder } from "./cache-folder";
import { contentId } from "./content-id";
import { factsAlone } from "./facts-alone";
import { openScanCache } from "./scan-cache";
import type { ScanJob } from "./scan-jobs";

/** The facts of files as they were the last time, by their content: what the index of a large workspace starts with. */
export interface FactCache {
  get(name: string, text: string): readonly Fact[] | undefined;
  put(name: string, text: string, facts: readonly Fact[]): void;
  /** Writes what is new. Never throws. */
  save(): void;
}

/**
 * Opens the facts of a folder in the cache of this user, which the command line keeps too.
 *
 * @param folder absolute path
 * @param program the program that asks: another build of it keeps facts of its own
 */
export function openFactCache(folder: string, program: string): FactCache {
  const { size, mtimeMs } = statSync(program);
  const cache = openScanCache(join(cacheFolder(), "scan"), ["facts", VERSION, size, mtimeMs, folder]);
  return {
    get(name, text) {
      const known = cache.get(jobOf(name), contentId(Buffer.from(text)));
      return known?.scan.facts.map(revive);
    },
    put(name, text, facts) {
      cache.put(jobOf(name), { scan: factsAlone(facts), id: contentId(Buffer.from(text)) });
    },
    save: () => cache.save(),
  };
}

/** The facts alone of a file, without anything that depends on a policy. */
function jobOf(name: string): ScanJob {
  return { name, path: undefined, isPatchFile: false, explicit: false, reported: false, policy: 0 };
}

/** JSON leaves out what is absent; a fact says so. */
function revive({ groupKind, apiVersion, name, namespace, labels, annotations, data, source }: Fact): Fact {
  return { groupKind, apiVersion, name, namespace, labels, annotations, data, source };
}
