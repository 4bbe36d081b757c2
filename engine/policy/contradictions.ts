import { isObject, type JsonObject, type JsonValue } from "../json";
import { mapsAt, stringAt } from "../kubernetes/fields";
import { ruleById, rules } from "../rules/registry";
import { nearest } from "../text-distance";
import type { ReportProblem } from "./read-field";

/**
 * What of a configuration, whose parts are valid each by itself, cannot hold together: a rule that is off and has a
 * level, profiles that extend each other in a circle, a glob of two environments, a waiver of a rule that does not
 * exist. Each is reported, and what it lies in is left out.
 *
 * @returns the configuration without it
 */
export function withoutContradictions(value: JsonObject, report: ReportProblem): JsonObject {
  for (const { index, value: waiver } of mapsAt(value, "waivers")) checkWaiver(waiver, index, report);
  return {
    ...value,
    ...(isObject(value.rules) ? { rules: settledRules(value.rules, ["rules"], report) } : {}),
    ...(isObject(value.profiles) ? { profiles: settledProfiles(value.profiles, report) } : {}),
    ...(isObject(value.environments)
      ? { environments: settledEnvironments(value.environments, report) }
      : {}),
  };
}

function checkWaiver(waiver: JsonObject, index: number, report: ReportProblem): void {
  const id = stringAt(waiver, "rule") ?? "";
  if (id === "" || id.includes("*") || ruleById(id)) return;
  const near = nearest(
    id,
    rules.map((rule) => rule.id),
  );
  const help = near ? `did you mean "${near}"?` : "rampart rules lists them";
  report(["waivers", index, "rule"], `there is no rule "${id}" to waive; ${help}`);
}

function settledRules(settings: JsonObject, path: readonly string[], report: ReportProblem): JsonObject {
  return mapValues(settings, (setting, id) => {
    if (!isObject(setting) || setting.enabled !== false || setting.level === undefined) return setting;
    report(
      [...path, id, "level"],
      `${id} is switched off and given a level: a rule that does not run has none; take one of the two out`,
      "key",
    );
    const { level: _dropped, ...rest } = setting;
    return rest;
  });
}

function settledProfiles(profiles: JsonObject, report: ReportProblem): JsonObject {
  return mapValues(profiles, (profile, name) => {
    if (!isObject(profile)) return profile;
    const settled = isObject(profile.rules)
      ? { ...profile, rules: settledRules(profile.rules, ["profiles", name, "rules"], report) }
      : profile;
    const circle = circleOf(profiles, name);
    if (!circle) return settled;
    report(
      ["profiles", name, "extends"],
      `profile "${name}" extends itself: ${circle.join(" → ")}; let one of them extend another profile`,
    );
    const { extends: _dropped, ...rest } = settled;
    return rest;
  });
}

/** The way from a profile back to itself, if there is one. */
function circleOf(profiles: JsonObject, name: string): readonly string[] | undefined {
  const way = [name];
  for (let next = stringAt(profiles, name, "extends"); next !== undefined; ) {
    way.push(next);
    if (next === name) return way;
    if (way.indexOf(next) < way.length - 1) return undefined;
    next = stringAt(profiles, next, "extends");
  }
  return undefined;
}

function settledEnvironments(environments: JsonObject, report: ReportProblem): JsonObject {
  const owners = new Map<string, string>();
  return mapValues(environments, (environment, name) => {
    if (!isObject(environment) || !Array.isArray(environment.paths)) return environment;
    const paths = environment.paths.filter((glob, index) => {
      if (typeof glob !== "string") return true;
      const owner = owners.get(glob) ?? name;
      owners.set(glob, owner);
      if (owner === name) return true;
      report(
        ["environments", name, "paths", index],
        `"${glob}" belongs to environment "${owner}" already; a file belongs to one environment`,
      );
      return false;
    });
    return { ...environment, paths };
  });
}

function mapValues(map: JsonObject, change: (value: JsonValue, key: string) => JsonValue): JsonObject {
  return Object.fromEntries(
    Object.entries(map).flatMap(([key, value]) => (value === undefined ? [] : [[key, change(value, key)]])),
  );
}
