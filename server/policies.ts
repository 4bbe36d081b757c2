import { createPolicy, type Policy, PolicyError } from "../engine/policy/policy";
import type { Folder } from "./folders";
import { DEFAULT_SETTINGS, type Settings } from "./settings";

/** The policy of every file, from the configuration in sight and the editor's settings. */
export interface Policies {
  /** The editor's settings for a folder, or those of files outside every folder. */
  settingsOf(folder: Folder | undefined): Settings;
  /** The same object for files that are judged alike, until something changes. */
  policyFor(folder: Folder | undefined, name: string): Policy;
  /** Takes the editor's settings: by the folder's address, `""` for files outside every folder. */
  configure(settings: ReadonlyMap<string, Settings>): void;
}

/**
 * Keeps the policies.
 *
 * @param warn tells the author of a setting that it cannot be followed
 */
export function createPolicies(warn: (message: string) => void): Policies {
  let settings: ReadonlyMap<string, Settings> = new Map();
  const policies = new Map<string, Policy>();

  const settingsOf = (folder: Folder | undefined): Settings =>
    settings.get(folder?.uri ?? "") ?? settings.get("") ?? DEFAULT_SETTINGS;

  return {
    settingsOf,
    policyFor(folder) {
      const key = folder?.uri ?? "";
      const known = policies.get(key);
      if (known) return known;
      const policy = policyOf(settingsOf(folder), warn);
      policies.set(key, policy);
      return policy;
    },
    configure(next) {
      settings = next;
      policies.clear();
    },
  };
}

function policyOf({ rules, selection }: Settings, warn: (message: string) => void): Policy {
  try {
    return createPolicy({ rules }, selection);
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    warn(`Rampart: ${error.message}. Change the setting rampart.profile; until then "prod" is used.`);
    const { profile: _unknown, ...rest } = selection;
    return createPolicy({ rules }, rest);
  }
}
