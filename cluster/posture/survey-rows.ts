import type { EdgeSurvey } from "./edge-survey";
import type { LiveRow, RowMark } from "./live-row";
import type { NamespaceSurvey, Presence, Survey } from "./survey";

/** The stock that is taken of a cluster beside its findings, a section each; sections without anything are left out. */
export function surveyRows(survey: Survey): LiveRow[] {
  const { edge, exposed, images, accountsWithTokens, controlPlane, presence, blind } = survey;
  const own = survey.namespaces.filter(({ system }) => !system);
  const unpinned = images.filter(({ pinned }) => !pinned).length;
  return [
    section("namespaces", "Namespaces", namespacesText(own), own.map(namespaceRow)),
    section("edge", "Edge", edgeText(edge), edge.map(edgeRow)),
    section(
      "exposed",
      "Exposed Services",
      String(exposed.length),
      exposed.map(({ name, type, ports, addresses, sourceRanges }) => ({
        key: name,
        mark: sourceRanges.length > 0 ? "good" : "fact",
        label: name,
        description: [
          `${type} ${ports.join(", ")}`,
          ...(addresses.length > 0 ? [`at ${addresses.join(", ")}`] : []),
          sourceRanges.length > 0 ? `from ${sourceRanges.join(", ")}` : "from every address that reaches it",
        ].join(" "),
      })),
    ),
    section(
      "images",
      "Images",
      unpinned === 0 ? "all pinned by digest" : `${unpinned} of ${images.length} not pinned by digest`,
      images.map(({ image, digests, pinned, pods }) => ({
        key: image,
        mark: pinned ? "good" : "fact",
        label: image,
        description: `${pods} ${pods === 1 ? "pod" : "pods"}${digests.length > 1 ? `, ${digests.length} different digests run` : ""}`,
        ...(digests.length > 0 ? { tooltip: [image, ...digests] } : {}),
      })),
    ),
    section(
      "tokens",
      "Accounts with a Token",
      String(accountsWithTokens.length),
      accountsWithTokens.map((name) => ({ key: name, mark: "fact", label: name })),
    ),
    ...versionRows(survey),
    section("presence", "In Place", presenceText(presence), presence.map(presenceRow)),
    section(
      "flags",
      "Flags of the Control Plane",
      "from mirror pods",
      (controlPlane ?? []).map((flag, index) => ({ key: String(index), mark: "fact", label: flag })),
    ),
    section(
      "blind",
      "Cannot See",
      String(blind.length),
      blind.map(({ what, why, command }) => ({
        key: what,
        mark: "unknown",
        label: what,
        description: why,
        tooltip: [why, ...(command === undefined ? [] : [command])],
        ...(command === undefined ? {} : { rows: [commandRow(command)] }),
      })),
    ),
  ].filter(({ rows }) => rows === undefined || rows.length > 0);
}

/** A row with a command to copy. */
export function commandRow(command: string): LiveRow {
  return {
    key: command,
    mark: "command",
    label: command,
    tooltip: [command],
    action: { type: "command", command },
  };
}

function section(key: string, label: string, description: string, rows: readonly LiveRow[]): LiveRow {
  return { key, mark: "section", label, description, rows };
}

function namespacesText(namespaces: readonly NamespaceSurvey[]): string {
  const open = namespaces.filter(
    ({ enforce }) => enforce === undefined || enforce.startsWith("privileged"),
  ).length;
  return open === 0
    ? `${namespaces.length}, all enforce Pod Security`
    : `${open} of ${namespaces.length} enforce no Pod Security`;
}

function namespaceRow({ name, enforce, quota, limitRange, defaultDeny }: NamespaceSurvey): LiveRow {
  const rows = [
    fact(
      "Pod Security",
      enforce ?? "not enforced",
      enforce === undefined || enforce === "privileged" ? "bad" : "good",
    ),
    fact("Quota", quota ? "yes" : "none", quota ? "good" : "hint"),
    fact("Limits for containers", limitRange ? "yes" : "none", limitRange ? "good" : "hint"),
    denyFact("Default deny, ingress", defaultDeny.ingress),
    denyFact("Default deny, egress", defaultDeny.egress),
  ];
  const missing = rows.filter(({ mark }) => mark === "bad").length;
  return {
    key: name,
    mark: missing === 0 ? "good" : "warn",
    label: name,
    description: `Pod Security ${enforce ?? "not enforced"}, ${denyText(defaultDeny)}${quota ? ", quota" : ", no quota"}`,
    rows,
  };
}

function fact(label: string, description: string, mark: RowMark): LiveRow {
  return { key: label, mark, label, description };
}

function denyFact(label: string, answer: boolean | "unknown"): LiveRow {
  if (answer === "unknown") return fact(label, "cannot see: not every policy may be read", "unknown");
  return fact(label, answer ? "yes" : "no", answer ? "good" : "bad");
}

function denyText({ ingress, egress }: NamespaceSurvey["defaultDeny"]): string {
  if (ingress === true && egress === true) return "default deny";
  if (ingress === true) return "default deny of ingress only";
  if (egress === true) return "default deny of egress only";
  return ingress === "unknown" || egress === "unknown" ? "default deny unknown" : "no default deny";
}

function edgeText(edge: readonly EdgeSurvey[]): string {
  const hosts = new Set(edge.map(({ host }) => host)).size;
  const open = edge.filter(({ tls }) => !tls).length;
  const unlisted = edge.filter(({ listed }) => listed === false).length;
  return [
    `${hosts} ${hosts === 1 ? "host" : "hosts"}`,
    ...(open > 0 ? [`${open} without TLS`] : []),
    ...(unlisted > 0 ? [`${unlisted} not in the inventory`] : []),
  ].join(", ");
}

function edgeRow({ host, tls, backends, from, listed }: EdgeSurvey): LiveRow {
  const isUnlisted = listed === false;
  return {
    key: `${from} ${host}`,
    mark: isUnlisted || !tls ? "bad" : "good",
    label: host,
    description: [
      tls ? "TLS" : "no TLS",
      `to ${backends.join(", ") || "nothing"}`,
      ...(isUnlisted ? ["not in the inventory"] : []),
      from,
    ].join(", "),
  };
}

function versionRows({ versions }: Survey): LiveRow[] {
  const { server, kubelets, endOfLife, problems } = versions;
  return [
    section("versions", "Versions", problems.length === 0 ? (server ?? "unknown") : problems.join("; "), [
      {
        key: "server",
        mark: server === undefined ? "unknown" : "fact",
        label: "API server",
        description: `${server ?? "unknown"}${endOfLife === undefined ? "" : `, fixes until ${endOfLife}`}`,
      },
      ...Object.entries(kubelets).map(
        ([version, nodes]): LiveRow => ({
          key: `kubelet ${version}`,
          mark: "fact",
          label: "Kubelets",
          description: `${version} on ${nodes} ${nodes === 1 ? "node" : "nodes"}`,
        }),
      ),
      ...problems.map((problem): LiveRow => ({ key: problem, mark: "bad", label: problem })),
    ]),
  ];
}

function presenceText(presence: readonly Presence[]): string {
  const found = presence.filter(({ answer }) => answer === "found").length;
  return `${found} of ${presence.length} found`;
}

function presenceRow({ what, answer, by, command }: Presence): LiveRow {
  const mark = answer === "found" ? "good" : answer === "not found" ? "hint" : "unknown";
  return {
    key: what,
    mark,
    label: what,
    description: `${answer}${by.length > 0 ? `: ${by.join(", ")}` : ""}`,
    ...(command === undefined ? {} : { rows: [commandRow(command)] }),
  };
}
