import { isObject, type JsonObject, type JsonValue, type Path } from "../json";
import { booleanAt, listAt, mapAt, mapsAt, stringAt, stringsAt } from "../kubernetes/fields";
import { parseKubernetesVersion } from "../kubernetes/kubernetes-version";
import { ruleById, rules } from "../rules/registry";
import { nearest } from "../text-distance";
import { locate } from "../yaml/locate";
import { parseDocument, type YamlDocument } from "../yaml/parse-document";
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
import { CONFIGURATION_SCHEMA, type Field, MAP_KEYS } from "./configuration-schema";

/** What is wrong in a configuration file, with offsets in its text. */
export interface ConfigurationProblem extends Span {
  readonly message: string;
}

/** A configuration that was read, and what is wrong with it. With problems, the configuration must not be used. */
export interface ParsedConfiguration {
  readonly configuration: Configuration;
  readonly problems: readonly ConfigurationProblem[];
}

/** Reads and validates the text of a `.rampart.yaml`. Never throws. */
export function parseConfiguration(file: string, text: string): ParsedConfiguration {
  const document = parseDocument(text);
  if (document.problems.length > 0) return { configuration: {}, problems: document.problems };
  const value = document.value ?? {};
  const problems: ConfigurationProblem[] = [];
  validate(value, CONFIGURATION_SCHEMA, [], (path, message, target) => {
    const { start, end } = locate(document, [], path, target);
    problems.push({ message, start, end });
  });
  if (problems.length > 0 || !isObject(value)) return { configuration: {}, problems };
  return { configuration: build(file, value, document), problems };
}

type ReportProblem = (path: Path, message: string, target?: "key") => void;

function validate(value: JsonValue | undefined, field: Field, path: Path, report: ReportProblem): void {
  if (value === undefined || (value === null && path.length === 0)) return;
  switch (field.type) {
    case "any":
      return;
    case "oneOf": {
      const fitting = field.alternatives.find((each) => fits(value, each));
      if (fitting) validate(value, fitting, path, report);
      else
        report(
          path,
          `${describe(path)} is ${typeOf(value)}, but takes ${field.alternatives.map(nameOf).join(" or ")}`,
        );
      return;
    }
    case "string":
      validateString(value, field, path, report);
      return;
    case "boolean":
      if (typeof value !== "boolean")
        report(path, `${describe(path)} is ${typeOf(value)}, but takes true or false`);
      return;
    case "list":
      if (!Array.isArray(value)) {
        report(path, `${describe(path)} is ${typeOf(value)}, but takes a list`);
        return;
      }
      value.forEach((item, index) => {
        validate(item, field.items, [...path, index], report);
      });
      return;
    case "map":
      validateMap(value, field, path, report);
      return;
    case "object":
      validateObject(value, field, path, report);
      return;
  }
}

function validateString(
  value: JsonValue,
  field: Extract<Field, { type: "string" }>,
  path: Path,
  report: ReportProblem,
): void {
  if (field.enum?.includes("on") && typeof value === "boolean") return;
  if (typeof value !== "string") {
    report(path, `${describe(path)} is ${typeOf(value)}, but takes ${field.hint ?? "a string"}`);
    return;
  }
  if (field.pattern && !new RegExp(field.pattern).test(value)) {
    report(path, `${describe(path)} is not understood; ${field.hint ?? "see the schema"}`);
  } else if (field.enum && !field.enum.includes(value)) {
    const near = nearest(value, field.enum);
    report(
      path,
      `${describe(path)} does not take "${value}"; ${near ? `did you mean "${near}"? ` : ""}it takes ${field.enum.join(", ")}`,
    );
  }
}

function validateMap(
  value: JsonValue,
  field: Extract<Field, { type: "map" }>,
  path: Path,
  report: ReportProblem,
): void {
  if (!isObject(value)) {
    report(path, `${describe(path)} is ${typeOf(value)}, but takes a map`);
    return;
  }
  for (const [key, child] of Object.entries(value)) {
    if (field.keys === "severity") checkKey(key, MAP_KEYS.severity, [...path, key], report);
    if (field.keys === "rule" && !ruleById(key))
      checkKey(
        key,
        rules.map(({ id }) => id),
        [...path, key],
        report,
      );
    validate(child, field.values, [...path, key], report);
  }
}

function validateObject(
  value: JsonValue,
  field: Extract<Field, { type: "object" }>,
  path: Path,
  report: ReportProblem,
): void {
  if (!isObject(value)) {
    report(path, `${describe(path)} is ${typeOf(value)}, but takes a map`);
    return;
  }
  for (const [key, child] of Object.entries(value)) {
    const known = field.fields[key];
    if (known) validate(child, known, [...path, key], report);
    else checkKey(key, Object.keys(field.fields), [...path, key], report);
  }
  for (const key of field.required ?? []) {
    const child = value[key];
    if (child === undefined || child === null || child === "")
      report(path, `${describe(path)} lacks "${key}"`);
  }
}

function checkKey(key: string, known: readonly string[], path: Path, report: ReportProblem): void {
  if (known.includes(key)) return;
  const near = nearest(key, known);
  const all = known.length <= 12 ? `known are ${known.join(", ")}` : "rampart rules lists them";
  report(path, `unknown key "${key}"; ${near ? `did you mean "${near}"?` : all}`, "key");
}

function fits(value: JsonValue, field: Field): boolean {
  if (field.type === "string") return typeof value === "string";
  if (field.type === "boolean") return typeof value === "boolean";
  if (field.type === "list") return Array.isArray(value);
  return isObject(value);
}

function typeOf(value: JsonValue): string {
  if (value === null) return "empty";
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "a map" : `a ${typeof value}`;
}

function nameOf(field: Field): string {
  return field.type === "string" && field.enum
    ? field.enum.join("|")
    : field.type === "object"
      ? "a map"
      : `a ${field.type}`;
}

function describe(path: Path): string {
  return path.length === 0 ? "the configuration" : `"${path.join(".")}"`;
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
  return listAt(value, "extends").map((entry, index) => {
    const { start, end } = locate(document, [], ["extends", index]);
    const sha256 = stringAt(entry, "sha256")?.toLowerCase();
    const from = typeof entry === "string" ? entry : (stringAt(entry, "from") ?? "");
    return { from, span: { start, end }, ...(sha256 ? { sha256 } : {}) };
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
