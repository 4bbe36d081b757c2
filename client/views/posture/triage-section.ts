import { l10n, ThemeIcon, Uri, workspace } from "vscode";
import type { Diagnosis, LiveRow } from "../../../cluster/live";
import type { DeclaredPlace } from "./ask-live";
import type { PostureNode } from "./posture-node";
import type { PostureTree } from "./posture-tree";
import { unseenRows } from "./problem-row";
import { type SectionNode, type SectionResult, sectionNode } from "./section-node";

/** What triage is asked about; absent fields ask about all. */
export interface TriageScope {
  readonly namespace?: string;
  /** `Deployment/api`, or one of its pods, or the Service or Ingress before it. */
  readonly name?: string;
}

/** Why workloads of a cluster fail. */
export interface TriageSection extends SectionNode {
  /** Asks about other workloads from now on, and reads the cluster anew. */
  about(scope: TriageScope): void;
}

/** The section of failing workloads. */
export function triageSection(tree: PostureTree, parent: PostureNode): TriageSection {
  let scope: TriageScope = {};
  const section = sectionNode({
    tree,
    parent,
    key: "triage",
    label: l10n.t("Failing Workloads"),
    icon: new ThemeIcon("pulse"),
    kind: "posture.section.triage",
    read: (signal) => readTriage(tree, parent, scope, signal),
  });
  // The very object that its rows know as their parent.
  return Object.assign(section, {
    about(next: TriageScope) {
      scope = next;
      section.refresh();
    },
  });
}

async function readTriage(
  { connections, ask }: PostureTree,
  { connection }: PostureNode,
  scope: TriageScope,
  signal: AbortSignal,
): Promise<SectionResult> {
  const live = connections.live();
  const { api, lists, context } = connection;
  const namespace = scope.namespace ?? (await live.namespaceInReach(lists, context.namespace, signal));
  const snapshot = await live.readSnapshot(api, lists, context.name, namespace, signal);
  const policy = await ask.policy(workspace.workspaceFolders?.[0]?.uri);
  const found = live.triage(snapshot, {
    ...(namespace === undefined ? {} : { namespace }),
    ...(scope.name === undefined ? {} : { name: scope.name }),
    ...(policy === undefined ? {} : { clusterDns: policy.options.clusterDns }),
  });
  const places = await ask.places(
    found.map(({ workload, path }) => ({ identity: workload, path: path ?? ["metadata", "name"] })),
  );
  const placeOf = new Map<Diagnosis, DeclaredPlace | undefined>(
    found.map((diagnosis, index) => [diagnosis, places[index]]),
  );
  const rows = live.triageRows(context.name, found, (diagnosis) => placeText(placeOf.get(diagnosis)));
  // Without pods or events nothing was looked at: silence is no health.
  const isBlind = snapshot.unseen.some(({ groupKind }) => groupKind === "Pod" || groupKind === "Event");
  return {
    rows: [...(rows.length > 0 || isBlind ? rows : [nothing()]), ...unseenRows(snapshot.unseen)],
    description: [
      ...(scope.name === undefined ? [] : [scope.name]),
      namespace === undefined ? l10n.t("all namespaces") : l10n.t("namespace {0}", namespace),
      l10n.t("{0} failing", found.length),
    ].join(", "),
  };
}

function nothing(): LiveRow {
  return { key: "nothing", mark: "good", label: l10n.t("No failure is in sight") };
}

/** `shop/api.yaml:12`, as people write places. */
function placeText(place: DeclaredPlace | undefined): string | undefined {
  return place && `${workspace.asRelativePath(Uri.parse(place.uri))}:${place.range.start.line + 1}`;
}
