import { formatKubernetesVersion } from "../../engine/kubernetes/kubernetes-version";
import type { Level } from "../../engine/policy/configuration";
import { ruleUrl, VERSION } from "../../engine/project";
import { ruleById } from "../../engine/rules/registry";
import { LAYERS, layerOf, SEVERITIES, type Severity } from "../../engine/rules/rule";
import type { AccessMatrix, MatrixCell } from "../matrix/access-matrix";
import type { LiveFinding } from "./live-findings";
import type { Posture } from "./posture";

/** The JSON of `rampart posture`: findings as in a scan, with the context instead of a file and a range. */
export function postureJson(context: string, posture: Posture): object {
  const { analysis, survey, surplusSecretReads, kubernetesVersion } = posture;
  const own = analysis.findings.filter(({ managedBy }) => managedBy === undefined);
  return {
    version: 1,
    tool: { name: "rampart", version: VERSION },
    context,
    profile: posture.profile,
    ...(kubernetesVersion === undefined
      ? {}
      : { kubernetesVersion: formatKubernetesVersion(kubernetesVersion) }),
    summary: {
      objects: posture.objects,
      judged: analysis.judged,
      findings: countBySeverity(own),
      layers: countByLayer(own),
      managed: managedCounts(analysis.findings),
      suppressed: analysis.suppressed,
      cannotSee: survey.blind.length,
    },
    findings: own.map((each) => findingJson(context, each)),
    managed: analysis.findings
      .filter(({ managedBy }) => managedBy !== undefined)
      .map((each) => findingJson(context, each)),
    survey,
    access: accessJson(posture.access),
    surplusSecretReads,
    ...(posture.secrets ? { secrets: posture.secrets } : {}),
  };
}

/** Rows that hold something, or may: each held permission with its reach and the binding that grants it. */
function accessJson({ rows }: AccessMatrix): object[] {
  return rows.flatMap(({ subject, ghost, cells }): object[] => {
    if (cells.size === 0) return [];
    if (ghost) return [{ subject, ghost }];
    return [
      {
        subject,
        permissions: [...cells].map(([{ text, danger }, cell]) => ({ permission: text, danger, ...cell })),
      },
    ];
  });
}

function findingJson(context: string, { finding, level, fingerprint, managedBy }: LiveFinding): object {
  const { apiVersion, kind, namespace, name } = finding.resource;
  const rule = ruleById(finding.rule);
  return {
    rule: finding.rule,
    title: rule?.title ?? finding.rule,
    layer: layerOf(finding.rule),
    severity: finding.severity,
    level,
    message: finding.message,
    context,
    resource: { apiVersion, kind, ...(namespace === undefined ? {} : { namespace }), name },
    path: finding.path,
    fingerprint,
    ...(managedBy === undefined ? {} : { managedBy }),
    ...(rule?.standards ? { standards: rule.standards } : {}),
    docs: ruleUrl(finding.rule),
  };
}

/** Findings by severity. */
export function countBySeverity(findings: readonly LiveFinding[]): Record<Severity, number> {
  const counts: Record<Severity, number> = { critical: 0, high: 0, medium: 0, low: 0 };
  for (const { finding } of findings) counts[finding.severity] += 1;
  return counts;
}

function countByLayer(findings: readonly LiveFinding[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { finding } of findings) {
    const layer = layerOf(finding.rule);
    counts.set(layer, (counts.get(layer) ?? 0) + 1);
  }
  return Object.fromEntries(
    LAYERS.flatMap((layer) => (counts.has(layer) ? [[layer, counts.get(layer) ?? 0]] : [])),
  );
}

function managedCounts(findings: readonly LiveFinding[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { managedBy } of findings)
    if (managedBy !== undefined) counts[managedBy] = (counts[managedBy] ?? 0) + 1;
  return counts;
}

/** Styles a word of the text report. */
export type PostureStyle = (kind: Level | "bold" | "dim", text: string) => string;

/** The text of `rampart posture`: by layer, then by owner; what others manage is only counted. */
export function postureText(context: string, posture: Posture, style: PostureStyle): string {
  const { analysis, survey } = posture;
  const own = analysis.findings.filter(({ managedBy }) => managedBy === undefined);
  const counts = countBySeverity(own);
  const lines = [
    style("bold", `Posture of ${context}`),
    versionLine(posture),
    `${posture.objects} objects; ${SEVERITIES.map((severity) => `${counts[severity]} ${severity}`).join(", ")}`,
    ...Object.entries(managedCounts(analysis.findings)).map(
      ([manager, count]) => `managed by ${manager}: ${count} hidden (--format json shows them)`,
    ),
    "",
    ...layerLines(own, style),
    ...surveyLines(posture, style),
    style("bold", "cannot see"),
    ...survey.blind.map(
      ({ what, why, command }) => `  ${what}: ${why}${command === undefined ? "" : `\n    ${command}`}`,
    ),
  ];
  return `${lines.join("\n")}\n`;
}

function versionLine({ survey: { versions } }: Posture): string {
  const kubelets = Object.entries(versions.kubelets).map(([version, nodes]) => `${version} × ${nodes}`);
  const end = versions.endOfLife === undefined ? "" : `, fixes until ${versions.endOfLife}`;
  return `API server ${versions.server ?? "unknown"}${end}; kubelets ${kubelets.join(", ") || "none in sight"}${versions.problems.map((problem) => `\n  ${problem}`).join("")}`;
}

function layerLines(findings: readonly LiveFinding[], style: PostureStyle): string[] {
  return LAYERS.flatMap((layer) => {
    const own = findings.filter(({ finding }) => layerOf(finding.rule) === layer);
    if (own.length === 0) return [];
    const owners = new Map<string, LiveFinding[]>();
    for (const each of own) {
      const { kind, namespace, name } = each.finding.resource;
      const owner = `${kind} ${namespace === undefined ? "" : `${namespace}/`}${name ?? ""}`;
      owners.set(owner, [...(owners.get(owner) ?? []), each]);
    }
    return [
      `${style("bold", layer)} (${own.length})`,
      ...[...owners].flatMap(([owner, list]) => [
        `  ${owner}`,
        ...list.map(
          ({ finding, level }) =>
            `    ${style(level, level)} ${finding.severity} ${finding.rule}: ${finding.message}`,
        ),
      ]),
      "",
    ];
  });
}

function surveyLines({ survey, access, surplusSecretReads }: Posture, style: PostureStyle): string[] {
  const yesNo = (value: boolean | "unknown") => (value === "unknown" ? "?" : value ? "yes" : "no");
  const section = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : [style("bold", title), ...lines.map((line) => `  ${line}`), ""];
  const unpinned = survey.images.filter(({ pinned }) => !pinned).length;
  return [
    ...section(
      "namespaces",
      survey.namespaces
        .filter(({ system }) => !system)
        .map(
          ({ name, enforce, quota, limitRange, defaultDeny }) =>
            `${name}: Pod Security ${enforce ?? "not enforced"}, quota ${yesNo(quota)}, limits ${yesNo(limitRange)}, default deny in ${yesNo(defaultDeny.ingress)} out ${yesNo(defaultDeny.egress)}`,
        ),
    ),
    ...section(
      "edge",
      survey.edge.map(
        ({ host, tls, backends, from, listed }) =>
          `${host}: ${tls ? "TLS" : "no TLS"} → ${backends.join(", ") || "nothing"} (${from})${listed === false ? " NOT IN THE INVENTORY" : ""}`,
      ),
    ),
    ...section(
      "exposed Services",
      survey.exposed.map(
        ({ name, type, ports, addresses, sourceRanges }) =>
          `${name}: ${type} ${ports.join(", ")}${addresses.length > 0 ? ` at ${addresses.join(", ")}` : ""}${sourceRanges.length > 0 ? ` from ${sourceRanges.join(", ")}` : ""}`,
      ),
    ),
    ...section(
      "images",
      survey.images.length === 0 ? [] : [`${survey.images.length} in use, ${unpinned} not pinned by digest`],
    ),
    ...section(
      "accounts",
      survey.accountsWithTokens.length === 0
        ? []
        : [`with a token in their pods: ${survey.accountsWithTokens.join(", ")}`],
    ),
    ...section("dangerous permissions", access.rows.flatMap(accessLine)),
    ...section(
      "Secrets that accounts may read and do not need",
      surplusSecretReads.map(
        ({ account, verbs, namespace, names, binding, role, advice }) =>
          `${account.namespace}/${account.name}: ${verbs.join(", ")} ${names.length > 0 ? names.join(", ") : "all"} ${namespace === undefined ? "in the whole cluster" : `in ${namespace}`}, by ${binding.kind} ${binding.name} of ${role.kind} ${role.name}; ${advice}`,
      ),
    ),
    ...section(
      "in place",
      survey.presence.map(
        ({ what, answer, by, command }) =>
          `${what}: ${answer}${by.length > 0 ? ` (${by.join(", ")})` : ""}${command === undefined ? "" : `\n    ${command}`}`,
      ),
    ),
  ];
}

function accessLine({ subject, ghost, cells }: AccessMatrix["rows"][number]): string[] {
  if (cells.size === 0) return [];
  const name = subject.kind === "ServiceAccount" ? `${subject.namespace}/${subject.name}` : subject.name;
  if (ghost) return [`${name}: does not exist, but is bound: whoever creates it holds the rights`];
  const held = [...cells].map(([{ text }, cell]) => `${text} ${reachText(cell)}`);
  return [`${name}: ${held.slice(0, 6).join(", ")}${held.length > 6 ? `, and ${held.length - 6} more` : ""}`];
}

function reachText(cell: MatrixCell): string {
  if (cell.answer === "unknown") return "(unknown)";
  if (cell.reach === "cluster") return "(whole cluster)";
  if (cell.reach === "names") return "(some by name)";
  return cell.namespaces.length > 3
    ? `(${cell.namespaces.length} namespaces)`
    : `(${cell.namespaces.join(", ")})`;
}
