import { isObject, type JsonValue } from "../engine/json";
import { parseKubernetesVersion } from "../engine/kubernetes/kubernetes-version";
import type { Configuration, Level, RuleSetting } from "../engine/policy/configuration";
import { LEVELS } from "../engine/policy/configuration";
import type { Selection } from "../engine/policy/policy";

/** The settings `rampart.*` of an editor, validated. */
export interface Settings {
  /** Whether findings of files that are not open are reported too. */
  readonly scan: "open" | "workspace";
  /** Whether kustomizations and charts are rendered by the tools that the user has; only where the folder is trusted. */
  readonly render: "never" | "auto";
  /** Whether lenses are shown above resources and files. */
  readonly codeLens: boolean;
  /** What the editor asks for beside the configuration; it wins over it, in the editor alone. */
  readonly selection: Pick<Selection, "profile" | "kubernetesVersion">;
  /** `rampart.rules`: rule id → `off`, a level, or `on`. */
  readonly rules: NonNullable<Configuration["rules"]>;
}

/** The settings that hold where the editor says nothing. */
export const DEFAULT_SETTINGS: Settings = {
  scan: "open",
  render: "never",
  codeLens: true,
  selection: {},
  rules: {},
};

/** Reads the section `rampart`; what is missing or of a wrong type counts as not set. Never throws. */
export function parseSettings(section: unknown): Settings {
  if (!isObject(section)) return DEFAULT_SETTINGS;
  const profile = textOf(section.profile);
  const version = textOf(section.kubernetesVersion);
  const kubernetesVersion = version === undefined ? undefined : parseKubernetesVersion(version);
  return {
    codeLens: section.codeLens !== false,
    render: section.render === "auto" ? "auto" : "never",
    scan: section.scan === "workspace" ? "workspace" : "open",
    selection: {
      ...(profile === undefined ? {} : { profile }),
      ...(kubernetesVersion === undefined ? {} : { kubernetesVersion }),
    },
    rules: ruleSettings(section.rules),
  };
}

function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}

function ruleSettings(value: JsonValue | undefined): Settings["rules"] {
  const settings: Record<string, RuleSetting> = {};
  for (const [id, wanted] of Object.entries(isObject(value) ? value : {})) {
    if (wanted === "off" || wanted === false) settings[id] = { enabled: false };
    else if (wanted === "on" || wanted === true) settings[id] = { enabled: true };
    else if (isLevel(wanted)) settings[id] = { enabled: true, level: wanted };
  }
  return settings;
}

function isLevel(value: JsonValue | undefined): value is Level {
  return LEVELS.some((level) => level === value);
}
