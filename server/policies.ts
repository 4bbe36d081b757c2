import type { ChartSetting, Waiver } from "../engine/policy/configuration";
import { createPolicy, type Policy, PolicyError } from "../engine/policy/policy";
import { holdsOn } from "../engine/policy/waivers";
import type { ConfigurationFileProblem, GapDocumentPath } from "../workspace/policies";
import type { Folder } from "./folders";
import type { FolderPolicies, HostFiles } from "./host";
import { DEFAULT_SETTINGS, type Settings } from "./settings";

/** The policy of every file, from the configuration in sight and the editor's settings. */
export interface Policies {
  /** The editor's settings for a folder, or those of files outside every folder. */
  settingsOf(folder: Folder | undefined): Settings;
  /** The same object for files that are judged alike, until something changes. */
  policyFor(folder: Folder | undefined, name: string): Policy;
  /** The environment of the configuration that a file belongs to. */
  environmentOf(folder: Folder | undefined, name: string): string | undefined;
  /** Whether the configuration leaves a file out. */
  isExcluded(folder: Folder | undefined, name: string): boolean;
  /** The waivers that hold today and reach a file; the same list until something changes. */
  waiversFor(folder: Folder | undefined, name: string): readonly Waiver[];
  /** The waivers that a configuration file declares, as it was read. */
  waiversIn(folder: Folder | undefined, configuration: string): readonly Waiver[];
  /** Folders of a folder that are deployed whole, as names. */
  declaredScopes(folder: Folder): readonly string[];
  /** How the charts of a folder are installed; paths are absolute. */
  chartsIn(folder: Folder): readonly ChartSetting[];
  /** The documents of differences between environments that the configurations of a folder name. */
  gapDocumentsIn(folder: Folder): readonly GapDocumentPath[];
  /** What is wrong in the configuration of a file; the rest of it holds. */
  problemsOf(folder: Folder | undefined, name: string): readonly ConfigurationFileProblem[];
  /** Reads the configuration that holds for some files of a folder, where it is not known yet. Never rejects. */
  load(folder: Folder | undefined, names: readonly string[]): Promise<void>;
  /** Takes the editor's settings: by the folder's address, `""` for files outside every folder. */
  configure(settings: ReadonlyMap<string, Settings>): void;
  /** Forgets what was read: configuration files have changed. */
  forget(): void;
}

/**
 * Keeps the policies.
 *
 * @param warn tells the author of a configuration or setting that it cannot be followed
 */
export function createPolicies(files: HostFiles | undefined, warn: (message: string) => void): Policies {
  let settings: ReadonlyMap<string, Settings> = new Map();
  const plain = new Map<string, Policy>();
  const loaded = new Map<string, Promise<FolderPolicies | undefined>>();
  const current = new Map<string, FolderPolicies>();
  const overridden = new Map<Policy, Policy>();
  const waivers = new Map<string, readonly Waiver[]>();
  const warned = new Set<string>();

  const settingsOf = (folder: Folder | undefined): Settings =>
    settings.get(folder?.uri ?? "") ?? settings.get("") ?? DEFAULT_SETTINGS;

  function warnOnce(message: string): void {
    if (warned.has(message)) return;
    warned.add(message);
    warn(message);
  }

  function plainPolicy(folder: Folder | undefined): Policy {
    const key = folder?.uri ?? "";
    const known = plain.get(key) ?? policyOf(settingsOf(folder), warnOnce);
    plain.set(key, known);
    return known;
  }

  function withSettings(policy: Policy, { rules }: Settings): Policy {
    if (Object.keys(rules).length === 0) return policy;
    const known = overridden.get(policy);
    if (known) return known;
    const result: Policy = {
      ...policy,
      isEnabled: (rule) => rules[rule.id]?.enabled ?? policy.isEnabled(rule),
      levelOf: (finding) => rules[finding.rule]?.level ?? policy.levelOf(finding),
    };
    overridden.set(policy, result);
    return result;
  }

  const known = (folder: Folder | undefined, name: string): FolderPolicies | undefined =>
    folder && current.get(keyOf(folder, name));

  const loadedIn = (folder: Folder): FolderPolicies[] =>
    [...current].flatMap(([key, policies]) => (key.startsWith(`${folder.uri}\n`) ? [policies] : []));

  async function loadFolder(folder: Folder, names: readonly string[]): Promise<FolderPolicies | undefined> {
    const { selection } = settingsOf(folder);
    try {
      return await files?.loadPolicies(folder.uri, names, selection);
    } catch (error) {
      if (!(error instanceof PolicyError)) throw error;
      warnOnce(`Rampart: ${error.message}. Until that is corrected, the profile "prod" is used.`);
      return undefined;
    }
  }

  function forget(): void {
    plain.clear();
    loaded.clear();
    current.clear();
    overridden.clear();
    waivers.clear();
    warned.clear();
  }

  return {
    settingsOf,
    forget,
    policyFor(folder, name) {
      const policies = known(folder, name);
      return policies ? withSettings(policies.policyOf(name), settingsOf(folder)) : plainPolicy(folder);
    },
    environmentOf: (folder, name) => known(folder, name)?.environmentOf(name),
    isExcluded: (folder, name) => known(folder, name)?.isExcluded(name) ?? false,
    waiversFor(folder, name) {
      const policies = known(folder, name);
      if (!policies || policies.waivers.length === 0) return NO_WAIVERS;
      const today = todayText();
      const key = `${folder?.uri}\n${name}\n${today}`;
      const before = waivers.get(key);
      if (before) return before;
      const holding = policies.waivers.filter(
        (waiver) =>
          // Without an owner and a reason nothing is accepted: the configuration then says what is missing.
          waiver.owner !== "" &&
          waiver.reason !== "" &&
          holdsOn(waiver, today) &&
          policies.reaches(waiver, name),
      );
      waivers.set(key, holding);
      return holding;
    },
    waiversIn: (folder, configuration) =>
      known(folder, configuration)?.waivers.filter(({ source }) => source.file === configuration) ??
      NO_WAIVERS,
    declaredScopes: (folder) => [
      ...new Set(loadedIn(folder).flatMap(({ declaredScopes }) => declaredScopes)),
    ],
    chartsIn: (folder) => [...new Set(loadedIn(folder).flatMap(({ charts }) => charts))],
    gapDocumentsIn(folder) {
      const all = loadedIn(folder).flatMap(({ gapDocuments }) => gapDocuments);
      return [...new Map(all.map((each) => [each.file, each])).values()];
    },
    problemsOf: (folder, name) =>
      known(folder, name)?.problems.filter(({ file }) => name.startsWith(file.replace(/[^/]*$/, ""))) ?? [],
    async load(folder, names) {
      if (!folder || !files) return;
      const unknown = names.filter((name) => !loaded.has(keyOf(folder, name)));
      if (unknown.length > 0) {
        const loading = loadFolder(folder, unknown).catch(() => undefined);
        for (const name of unknown) loaded.set(keyOf(folder, name), loading);
      }
      for (const name of names) {
        const key = keyOf(folder, name);
        const loading = loaded.get(key);
        const policies = await loading;
        if (policies && loaded.get(key) === loading) current.set(key, policies);
      }
    },
    configure(next) {
      settings = next;
      forget();
    },
  };
}

const NO_WAIVERS: readonly Waiver[] = [];

/** The day on which waivers are judged, as the command line takes it. */
export function todayText(): string {
  return new Date().toISOString().slice(0, 10);
}

/** Files of one folder share their configuration. */
function keyOf(folder: Folder, name: string): string {
  return `${folder.uri}\n${name.slice(0, Math.max(0, name.lastIndexOf("/")))}`;
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
