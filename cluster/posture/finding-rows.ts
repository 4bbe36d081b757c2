import type { ResourceIdentity } from "../../engine/finding";
import type { Level } from "../../engine/policy/configuration";
import { LEVELS } from "../../engine/policy/configuration";
import { ruleById } from "../../engine/rules/registry";
import { LAYERS, layerOf } from "../../engine/rules/rule";
import { TRIAGE_WORKLOADS } from "../triage/workload-kinds";
import type { LiveFinding } from "./live-findings";
import type { LiveIdentity, LiveRow } from "./live-row";

/** What rules say of a cluster: the user's own by layer and owner, then what others manage, apart. */
export function findingRows(findings: readonly LiveFinding[]): LiveRow[] {
  const own = findings.filter(({ managedBy }) => managedBy === undefined);
  const managers = grouped(
    findings.filter(({ managedBy }) => managedBy !== undefined),
    ({ managedBy }) => managedBy ?? "",
  );
  return [
    {
      key: "findings",
      mark: own.length === 0 ? "good" : "section",
      label: "Findings",
      description: own.length === 0 ? "none" : levelsText(own),
      ...(own.length === 0 ? {} : { expanded: true, rows: layerRows(own) }),
    },
    ...[...managers].map(
      ([manager, list]): LiveRow => ({
        key: `managed ${manager}`,
        mark: "section",
        label: `Managed by ${manager}`,
        description: `${list.length} ${list.length === 1 ? "finding" : "findings"}, which their user cannot put right`,
        rows: ownerRows(list),
      }),
    ),
  ];
}

function layerRows(findings: readonly LiveFinding[]): LiveRow[] {
  const layers = grouped(findings, ({ finding }) => layerOf(finding.rule));
  return LAYERS.flatMap((layer): LiveRow[] => {
    const list = layers.get(layer);
    return list
      ? [{ key: layer, mark: "layer", label: layer, description: levelsText(list), rows: ownerRows(list) }]
      : [];
  });
}

/** One row for each object that somebody writes; its pods are judged with it. The worst come first. */
function ownerRows(findings: readonly LiveFinding[]): LiveRow[] {
  const owners = grouped(findings, ({ finding }) => ownerName(finding.resource));
  return [...owners]
    .map(([owner, list]): { row: LiveRow; worst: number } => {
      const worst = worstLevel(list);
      const identity = list[0] && identityOf(list[0].finding.resource);
      return {
        worst: LEVELS.indexOf(worst),
        row: {
          key: owner,
          mark: worst,
          label: owner,
          description: levelsText(list),
          rows: byLevel(list).map(findingRow),
          ...(identity && TRIAGE_WORKLOADS.includes(identity.groupKind) ? { workload: identity } : {}),
        },
      };
    })
    .sort((a, b) => a.worst - b.worst || (a.row.label < b.row.label ? -1 : 1))
    .map(({ row }) => row);
}

function findingRow({ finding, level, fingerprint, object }: LiveFinding): LiveRow {
  const { rule, severity, message, path, resource } = finding;
  const title = ruleById(rule)?.title ?? rule;
  return {
    key: `${fingerprint} ${rule}`,
    mark: level,
    label: title,
    description: message,
    tooltip: [message, `${rule}, ${severity}`, path.join(".")],
    action: { type: "object", identity: identityOf(resource), path, object, rules: [rule] },
  };
}

/** The identity of what a finding is about. */
export function identityOf({ groupKind, kind, namespace, name }: ResourceIdentity): LiveIdentity {
  return { groupKind, kind, ...(namespace === undefined ? {} : { namespace }), name: name ?? "" };
}

function ownerName({ kind, namespace, name }: ResourceIdentity): string {
  return `${kind} ${namespace === undefined ? "" : `${namespace}/`}${name ?? ""}`;
}

/** `2 blocking, 5 warnings, 1 hint`. */
function levelsText(findings: readonly LiveFinding[]): string {
  const words: Readonly<Record<Level, (count: number) => string>> = {
    block: (count) => `${count} blocking`,
    warn: (count) => (count === 1 ? "1 warning" : `${count} warnings`),
    hint: (count) => (count === 1 ? "1 hint" : `${count} hints`),
  };
  return LEVELS.flatMap((level) => {
    const count = findings.filter((each) => each.level === level).length;
    return count === 0 ? [] : [words[level](count)];
  }).join(", ");
}

function worstLevel(findings: readonly LiveFinding[]): Level {
  return LEVELS.find((level) => findings.some((each) => each.level === level)) ?? "hint";
}

function byLevel(findings: readonly LiveFinding[]): LiveFinding[] {
  return LEVELS.flatMap((level) => findings.filter((each) => each.level === level));
}

function grouped<T>(list: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of list) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
