import type { Fact } from "../inventory/fact";
import type { Inventory } from "../inventory/inventory";
import { type JsonValue, type Path, valueAt } from "../json";
import { booleanAt, mapsAt, stringsAt } from "../kubernetes/fields";
import type { GroupKind } from "../kubernetes/resource";
import { labelSelectorMatches, mapSelectorMatches } from "../kubernetes/selector";
import { effectiveNamespace, namespaceLabels, type PodEndpoint } from "../network/endpoint";
import { networkOf } from "../network/network";

/** The resources that a selector selects, with the place of the selector. */
export interface Selection {
  readonly from: Fact;
  /** Where the selector is written, relative to the resource. */
  readonly path: Path;
  /** The workloads or Services that it selects, in file order, each once. */
  readonly selected: readonly Fact[];
}

/** A field that holds a selector. */
interface SelectorRow {
  readonly in: readonly GroupKind[];
  readonly path: readonly string[];
  /** How it is written: a map of labels that must not be empty, or a `LabelSelector`. */
  readonly as: "map" | "label";
  readonly selects: "pods" | "Service" | "rules";
}

const ISTIO = "security.istio.io";

const SELECTOR_ROWS: readonly SelectorRow[] = [
  { in: ["Service"], path: ["spec", "selector"], as: "map", selects: "pods" },
  { in: ["networking.k8s.io/NetworkPolicy"], path: ["spec", "podSelector"], as: "label", selects: "pods" },
  { in: ["networking.k8s.io/NetworkPolicy"], path: ["spec"], as: "label", selects: "rules" },
  { in: ["policy/PodDisruptionBudget"], path: ["spec", "selector"], as: "label", selects: "pods" },
  { in: ["monitoring.coreos.com/PodMonitor"], path: ["spec", "selector"], as: "label", selects: "pods" },
  {
    in: ["monitoring.coreos.com/ServiceMonitor"],
    path: ["spec", "selector"],
    as: "label",
    selects: "Service",
  },
  {
    in: [`${ISTIO}/PeerAuthentication`, `${ISTIO}/AuthorizationPolicy`, `${ISTIO}/RequestAuthentication`],
    path: ["spec", "selector", "matchLabels"],
    as: "map",
    selects: "pods",
  },
];

/** Everything that the selectors of a resource select in its scope. */
export function selectionsOf(inventory: Inventory, fact: Fact): Selection[] {
  return SELECTOR_ROWS.filter((row) => row.in.includes(fact.groupKind)).flatMap((row) =>
    row.selects === "rules" ? peerSelections(inventory, fact) : selectionBy(inventory, fact, row),
  );
}

/** The selectors of a scope that select a workload or Service. */
export function selectorsOf(inventory: Inventory, target: Fact): Selection[] {
  const pods = networkOf(inventory).pods.filter(({ fact }) => fact === target);
  return SELECTOR_ROWS.flatMap((row) => {
    if (row.selects === "rules" || (row.selects === "Service") !== (target.groupKind === "Service"))
      return [];
    const candidates = row.selects === "Service" ? [target] : pods;
    return row.in.flatMap((kind) =>
      inventory.ofKind(kind).flatMap((fact): Selection[] => {
        const selects = matcherOf(fact, row);
        const isSelected = candidates.some(
          ({ namespace, labels }) => selects?.(effectiveNamespace(namespace), labels) === true,
        );
        return isSelected ? [{ from: fact, path: row.path, selected: [target] }] : [];
      }),
    );
  });
}

/** Says whether a selector selects what has some labels in a namespace. */
type Matcher = (namespace: string, labels: Readonly<Record<string, string>>) => boolean;

/** The selector of a resource; `undefined` where it has none. */
function matcherOf(fact: Fact, { path, as }: SelectorRow): Matcher | undefined {
  const selector = valueAt(fact.data, path);
  if (selector === undefined) return undefined;
  const isMeant = namespacesOf(fact);
  return (namespace, labels) =>
    isMeant(namespace) &&
    (as === "map" ? mapSelectorMatches(selector, labels) : labelSelectorMatches(selector, labels));
}

function selectionBy(inventory: Inventory, fact: Fact, row: SelectorRow): Selection[] {
  const selects = matcherOf(fact, row);
  if (!selects) return [];
  const selected =
    row.selects === "Service"
      ? inventory
          .ofKind("Service")
          .filter(({ namespace, labels }) => selects(effectiveNamespace(namespace), labels))
      : factsOf(networkOf(inventory).pods.filter(({ namespace, labels }) => selects(namespace, labels)));
  return [{ from: fact, path: row.path, selected }];
}

/** Monitors may name other namespaces; everything else selects in its own. */
function namespacesOf(fact: Fact): (namespace: string) => boolean {
  const own = effectiveNamespace(fact.namespace);
  if (!fact.groupKind.startsWith("monitoring.coreos.com/")) return (namespace) => namespace === own;
  const names = stringsAt(fact.data, "spec", "namespaceSelector", "matchNames");
  if (booleanAt(fact.data, "spec", "namespaceSelector", "any") === true) return () => true;
  return (namespace) => (names.length > 0 ? names.includes(namespace) : namespace === own);
}

/** The pods that the peers of a NetworkPolicy name. */
function peerSelections(inventory: Inventory, fact: Fact): Selection[] {
  const labelsOf = namespaceLabels(inventory);
  const own = effectiveNamespace(fact.namespace);
  return [
    ["ingress", "from"],
    ["egress", "to"],
  ].flatMap(([direction = "", side = ""]) =>
    mapsAt(fact.data, "spec", direction).flatMap((rule) =>
      mapsAt(rule.value, side).flatMap(({ index, value }): Selection[] => {
        const { podSelector, namespaceSelector } = value;
        if (podSelector === undefined && namespaceSelector === undefined) return [];
        const isMeant = (namespace: string) =>
          namespaceSelector === undefined
            ? namespace === own
            : labelSelectorMatches(namespaceSelector, labelsOf(namespace));
        const pods = podsOf(inventory, isMeant).filter(({ labels }) => peerMatches(podSelector, labels));
        const field = podSelector === undefined ? "namespaceSelector" : "podSelector";
        const path = ["spec", direction, rule.index, side, index, field];
        return [{ from: fact, path, selected: factsOf(pods) }];
      }),
    ),
  );
}

function peerMatches(selector: JsonValue | undefined, labels: Readonly<Record<string, string>>): boolean {
  return labelSelectorMatches(selector ?? {}, labels);
}

function podsOf(inventory: Inventory, isMeant: (namespace: string) => boolean): readonly PodEndpoint[] {
  return networkOf(inventory).pods.filter(({ namespace }) => isMeant(namespace));
}

function factsOf(pods: readonly PodEndpoint[]): Fact[] {
  return [...new Set(pods.flatMap(({ fact }) => fact ?? []))];
}
