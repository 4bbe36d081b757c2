import { isObject, type JsonObject, type JsonValue } from "../json";
import { booleanAt, listAt, mapAt, mapsAt, stringAt, stringsAt } from "../kubernetes/fields";
import { parseKubernetesVersion } from "../kubernetes/kubernetes-version";
import { locate } from "../yaml/locate";
import { parseDocument, type YamlDocument } from "../yaml/parse-document";
import { splitDocuments } from "../yaml/split-documents";
import { createLineIndex, type Span } from "../yaml/text-position";
import type {
  ChartSetting,
  Configuration,
  Environment,
  Level,
  PolicyReference,
  Profile,
  RuleSetting,
  Waiver,
} from "./configuration";
import { CONFIGURATION_SCHEMA } from "./configuration-schema";
import { withoutContradictions } from "./contradictions";
import { type ReportProblem, readField } from "./read-field";
import { readableParts } from "./readable-parts";

/** What is wrong in a configuration file, with offsets in its text. */
export interface ConfigurationProblem extends Span {
  readonly message: string;
}

/** A configuration that was read, and what is wrong with it. */
export interface ParsedConfiguration {
  /** What could be used: whatever a problem lies in is left out of it, and nothing else. */
  readonly configuration: Configuration;
  /** In the order of the text. A call that must be exact refuses to go on where there is any. */
  readonly problems: readonly ConfigurationProblem[];
}

/**
 * Reads and validates the text of a `.rampart.yaml`. What is wrong is reported and left out; the rest is kept, so that a
 * half-written waiver does not switch off the profile while somebody types. Never throws.
 */
export function parseConfiguration(file: string, text: string): ParsedConfiguration {
  const whole = parseDocument(text);
  const problems: ConfigurationProblem[] = [...whole.problems, ...templateProblems(whole)];
  const document = problems.length > 0 ? parseDocument(readableParts(text)) : whole;
  const report: ReportProblem = (path, message, target) => {
    const { start, end } = locate(document, [], path, target);
    problems.push({ message, start, end });
  };
  const value = readField(document.value ?? {}, CONFIGURATION_SCHEMA, [], report);
  problems.push(...furtherDocuments(text));
  return {
    configuration: isObject(value) ? build(file, withoutContradictions(value, report), document) : {},
    problems: problems.sort((a, b) => a.start - b.start),
  };
}

/** A template is no configuration until somebody has rendered it. */
function templateProblems({ text, template }: YamlDocument): ConfigurationProblem[] {
  if (template === undefined) return [];
  const start = Math.max(0, text.search(/\{\{|\$\{|<%/));
  const message = "the configuration is not rendered: write what a template would put here";
  return [{ message, start, end: start + 2 }];
}

/** Only the first document is read: what follows would be passed over in silence. */
function furtherDocuments(text: string): ConfigurationProblem[] {
  return splitDocuments(text)
    .slice(1)
    .filter((slice) => parseDocument(text.slice(slice.start, slice.end)).value != null)
    .slice(0, 1)
    .map(({ start, end }) => ({
      message:
        "a configuration is one document: what follows the first is not read; move it up, or delete it",
      start,
      end,
    }));
}

function build(file: string, value: JsonObject, document: YamlDocument): Configuration {
  const minor = parseKubernetesVersion(stringAt(value, "kubernetesVersion") ?? "");
  const optional = {
    extends: value.extends === undefined ? undefined : policyReferences(value, document),
    kubernetesVersion: minor,
    profile: stringAt(value, "profile"),
    environments: isObject(value.environments) ? environments(value.environments) : undefined,
    scopes: value.scopes === undefined ? undefined : stringsAt(value, "scopes"),
    charts: value.charts === undefined ? undefined : charts(value),
    gapDocuments: value.gapDocuments === undefined ? undefined : stringsAt(value, "gapDocuments"),
    profiles: isObject(value.profiles) ? profiles(value.profiles) : undefined,
    rules: isObject(value.rules) ? ruleSettings(value.rules) : undefined,
    trustedRegistries:
      value.trustedRegistries === undefined ? undefined : stringsAt(value, "trustedRegistries"),
    ingress: value.ingress === undefined ? undefined : ingress(value),
    clusterDns: stringAt(value, "clusterDns"),
    tlsTerminatedBy: stringAt(value, "edge", "tlsTerminatedBy"),
    cloud: stringAt(value, "cloud") as Configuration["cloud"],
    waivers: value.waivers === undefined ? undefined : waivers(file, value, document),
    exclude: value.exclude === undefined ? undefined : stringsAt(value, "exclude"),
  };
  return Object.fromEntries(
    Object.entries(optional).filter(([, member]) => member !== undefined),
  ) as Configuration;
}

function policyReferences(value: JsonObject, document: YamlDocument): PolicyReference[] {
  return listAt(value, "extends").flatMap((entry, index) => {
    const from = typeof entry === "string" ? entry : stringAt(entry, "from");
    if (from === undefined) return [];
    const { start, end } = locate(document, [], ["extends", index]);
    const sha256 = stringAt(entry, "sha256")?.toLowerCase();
    return [{ from, span: { start, end }, ...(sha256 ? { sha256 } : {}) }];
  });
}

function environments(map: JsonObject): Environment[] {
  return Object.keys(map).map((name) => {
    const profile = stringAt(map, name, "profile");
    const kubernetesVersion = parseKubernetesVersion(stringAt(map, name, "kubernetesVersion") ?? "");
    return {
      name,
      paths: stringsAt(map, name, "paths"),
      ...(profile ? { profile } : {}),
      ...(kubernetesVersion === undefined ? {} : { kubernetesVersion }),
    };
  });
}

function profiles(map: JsonObject): NonNullable<Configuration["profiles"]> {
  return Object.fromEntries(
    Object.keys(map).map((name) => {
      const base = stringAt(map, name, "extends");
      const opinions = booleanAt(map, name, "opinions");
      return [
        name,
        {
          ...(base ? { extends: base } : {}),
          ...(opinions === undefined ? {} : { opinions }),
          levels: mapAt(map, name, "levels") as Profile["levels"],
          rules: ruleSettings(mapAt(map, name, "rules")),
        },
      ];
    }),
  );
}

function ruleSettings(map: JsonObject): Record<string, RuleSetting> {
  return Object.fromEntries(Object.entries(map).map(([id, setting]) => [id, ruleSetting(setting)]));
}

function ruleSetting(setting: JsonValue | undefined): RuleSetting {
  if (setting === "off" || setting === false) return { enabled: false };
  if (setting === "on" || setting === true) return { enabled: true };
  if (typeof setting === "string") return { enabled: true, level: setting as Level };
  const enabled = booleanAt(setting, "enabled");
  const level = stringAt(setting, "level") as Level | undefined;
  return {
    ...(enabled === undefined ? {} : { enabled }),
    ...(level ? { level } : {}),
    options: mapAt(setting, "options"),
  };
}

function ingress(value: JsonObject): NonNullable<Configuration["ingress"]> {
  return mapsAt(value, "ingress").map(({ value: entry }) => ({
    host: stringAt(entry, "host") ?? "",
    ...(entry.paths === undefined ? {} : { paths: stringsAt(entry, "paths") }),
  }));
}

function waivers(file: string, value: JsonObject, document: YamlDocument): Waiver[] {
  const lines = createLineIndex(document.text);
  return mapsAt(value, "waivers").map(({ index, value: entry }) => {
    const resource = stringAt(entry, "resource");
    const path = stringAt(entry, "path");
    return {
      rule: stringAt(entry, "rule") ?? "",
      ...(resource ? { resource } : {}),
      ...(path ? { path } : {}),
      owner: stringAt(entry, "owner") ?? "",
      reason: stringAt(entry, "reason") ?? "",
      expires: stringAt(entry, "expires") ?? "",
      source: {
        file,
        line: lines.position(locate(document, [], ["waivers", index, "rule"]).start).line,
        index,
      },
    };
  });
}

function charts(value: JsonObject): readonly ChartSetting[] {
  return mapsAt(value, "charts").flatMap(({ value: chart }) => {
    const path = stringAt(chart, "path");
    const namespace = stringAt(chart, "namespace");
    return path === undefined
      ? []
      : [{ path, values: stringsAt(chart, "values"), ...(namespace ? { namespace } : {}) }];
  });
}
