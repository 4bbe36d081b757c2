import type { HostData } from "../inventory/extractors/hosts";
import type { Fact } from "../inventory/fact";
import { podsOf } from "../inventory/workload-pods";
import type { JsonObject, Path } from "../json";
import { mapsAt, numberAt, stringAt } from "../kubernetes/fields";
import { type GroupKind, groupKind, parseApiVersion } from "../kubernetes/resource";
import type { Span } from "../yaml/text-position";
import { isClusterScopedKind } from "./cluster-scoped";
import { type FoundPlace, findPlaces } from "./find-places";
import { podSpecView } from "./pod-spec-view";
import type { Reference } from "./reference";
import { type KindField, REFERENCE_ROWS, type ReferenceRow } from "./reference-rows";
import { parseServiceHost } from "./service-host";

const POD_ROWS = REFERENCE_ROWS.filter((row) => row.in === "pod");
const ROWS_BY_KIND = new Map<GroupKind, ReferenceRow[]>();
for (const row of REFERENCE_ROWS) {
  if (row.in === "pod") continue;
  for (const kind of row.in) ROWS_BY_KIND.set(kind, [...(ROWS_BY_KIND.get(kind) ?? []), row]);
}

const known = new WeakMap<Fact, readonly Reference[]>();

/** Every place in a resource that names another one, by its fact alone: whether it exists is not asked. */
export function referencesOf(fact: Fact): readonly Reference[] {
  const before = known.get(fact);
  if (before) return before;
  const references = findReferences(fact);
  known.set(fact, references);
  return references;
}

function findReferences(fact: Fact): Reference[] {
  const references = podsOf(fact).flatMap(({ pod }) => {
    const view = podSpecView(pod);
    return POD_ROWS.flatMap((row) => referencesBy(fact, row, view, pod.path));
  });
  // Of a workload the extractor keeps `serviceName` apart.
  const serviceName = stringAt(fact.data, "serviceName");
  const data = serviceName === undefined ? fact.data : { spec: { serviceName } };
  for (const row of ROWS_BY_KIND.get(fact.groupKind) ?? [])
    references.push(...referencesBy(fact, row, data, []));
  return [...references, ...hostReferences(fact), ...namespaceReference(fact)];
}

function referencesBy(fact: Fact, row: ReferenceRow, root: Fact["data"], base: Path): Reference[] {
  return findPlaces(root, row.path).flatMap((place) => {
    const kind = targetKind(row.to, place.holder);
    const written = kind && readName(row, place);
    if (!written) return [];
    const beside = row.hasNamespace ? stringAt(place.holder, "namespace") : undefined;
    const namespace = isClusterScopedKind(kind)
      ? undefined
      : (written.namespace ?? (beside || undefined) ?? fact.namespace);
    return [
      {
        from: fact,
        path: [...base, ...place.path],
        ...(written.span ? { span: written.span } : {}),
        target: { groupKind: kind, namespace, name: written.name },
      },
    ];
  });
}

function targetKind(to: GroupKind | KindField, holder: JsonObject): GroupKind | undefined {
  if (typeof to === "string") return to;
  const slash = to.fallback.indexOf("/");
  const group = to.group && stringAt(holder, to.group);
  const kind = groupKind({
    group:
      group === undefined
        ? to.fallback.slice(0, Math.max(0, slash))
        : to.group === "apiVersion"
          ? parseApiVersion(group).group
          : group,
    kind: stringAt(holder, "kind") ?? to.fallback.slice(slash + 1),
  });
  return !to.only || to.only.includes(kind) ? kind : undefined;
}

interface WrittenName {
  readonly name: string;
  readonly namespace?: string;
  readonly span?: Span;
}

function readName({ as }: ReferenceRow, { value }: FoundPlace): WrittenName | undefined {
  if (as === "host") return parseServiceHost(value);
  if (as !== "namespace/name") return { name: value };
  const slash = value.indexOf("/");
  if (slash < 0) return value === "mesh" ? undefined : { name: value };
  return {
    namespace: value.slice(0, slash),
    name: value.slice(slash + 1),
    span: { start: slash + 1, end: value.length },
  };
}

/** Hosts in literals of env and ConfigMaps that may be Services. */
function hostReferences(fact: Fact): Reference[] {
  const ofContainers = podsOf(fact).flatMap(({ pod }) =>
    pod.containers.flatMap(({ path, hosts }) =>
      hosts.map((host) => ({ host, path: [...path, "env", host.index, "value"] })),
    ),
  );
  const ofKeys = fact.groupKind === "ConfigMap" ? mapsAt(fact.data, "hosts") : [];
  const all: readonly { host: HostData; path: Path }[] = [
    ...ofContainers,
    ...ofKeys.map(({ value }) => ({ host: hostOf(value), path: ["data", stringAt(value, "name") ?? ""] })),
  ];
  return all.flatMap(({ host, path }) => {
    const written = parseServiceHost(host.host);
    if (!written) return [];
    return [
      {
        from: fact,
        path,
        span: { start: host.start + written.span.start, end: host.start + written.span.end },
        target: { groupKind: "Service", namespace: written.namespace ?? fact.namespace, name: written.name },
      },
    ];
  });
}

/** A host of a ConfigMap's fact, whose list is plain JSON. */
function hostOf(value: JsonObject): HostData {
  return {
    index: numberAt(value, "index") ?? 0,
    name: stringAt(value, "name") ?? "",
    host: stringAt(value, "host") ?? "",
    port: numberAt(value, "port") ?? null,
    start: numberAt(value, "start") ?? 0,
  };
}

function namespaceReference(fact: Fact): Reference[] {
  if (fact.namespace === undefined || isClusterScopedKind(fact.groupKind)) return [];
  return [
    {
      from: fact,
      path: ["metadata", "namespace"],
      target: { groupKind: "Namespace", namespace: undefined, name: fact.namespace },
    },
  ];
}
