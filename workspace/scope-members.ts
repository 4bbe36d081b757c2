import type { Fact } from "../engine/inventory/fact";
import { type NamedFact, readTransform, transformFacts } from "../engine/inventory/kustomize-transform";
import {
  isDeletion,
  isPatchFor,
  type PatchedResource,
  type PatchTarget,
  type VisiblePatch,
} from "../engine/inventory/visible-patch";
import { isObject, type JsonObject, type Path } from "../engine/json";
import { listAt, mapsAt, stringAt, stringsAt } from "../engine/kubernetes/fields";
import type { KustomizationNode } from "./kustomize";

/** A fact of a scope with what the scope's kustomizations do to its resource. */
export interface ScopeMember extends NamedFact {
  /** The patches for it, and what else sets single fields, read as patches. */
  readonly patches: readonly VisiblePatch[];
}

/** A kustomization that is reached on many ways counts each time; more than this is no deployment. */
const MAX_VISITS = 5_000;

/**
 * The facts of a kustomization as it changes them, without rendering: what it collects and generates, in its
 * namespace, with its names, labels, images and replicas, and without what its patches delete. The kustomization
 * files themselves come last, as they are.
 */
export function collectMembers(
  root: KustomizationNode,
  byFile: ReadonlyMap<string, readonly Fact[]>,
): ScopeMember[] {
  const files = new Map<string, ScopeMember[]>();
  let visits = 0;

  function accumulate(node: KustomizationNode, before: readonly ScopeMember[]): readonly ScopeMember[] {
    if (visits++ > MAX_VISITS) return before;
    if (!files.has(node.file)) files.set(node.file, (byFile.get(node.file) ?? []).map(asWritten));
    let members = [...before];
    for (const each of node.resources)
      members.push(
        ...(typeof each === "string" ? (byFile.get(each) ?? []).map(asWritten) : accumulate(each, [])),
      );
    members = addGenerated(members, node, byFile);
    for (const component of node.components) members = [...accumulate(component, members)];
    return transform(applyPatches(members, node.patches), node);
  }

  const members = accumulate(root, []);
  return [...members, ...[...files.values()].flat()];
}

function asWritten(fact: Fact): ScopeMember {
  return { fact, earlierNames: [], patches: [] };
}

/** Adds the ConfigMaps and Secrets that a kustomization generates, without the hash in their names. */
function addGenerated(
  members: readonly ScopeMember[],
  node: KustomizationNode,
  byFile: ReadonlyMap<string, readonly Fact[]>,
): ScopeMember[] {
  const result = [...members];
  const document = byFile.get(node.file)?.[0]?.source.document ?? 0;
  for (const [list, kind] of [
    ["configMapGenerator", "ConfigMap"],
    ["secretGenerator", "Secret"],
  ] as const) {
    for (const { index, value } of mapsAt(node.object, list)) {
      const name = stringAt(value, "name");
      if (!name) continue;
      const keys = generatedKeys(value);
      const at = result.findIndex(
        ({ fact, earlierNames }) =>
          fact.groupKind === kind && (fact.name === name || earlierNames.includes(name)),
      );
      const earlier = result[at];
      const behavior = stringAt(value, "behavior");
      if (earlier && (behavior === "merge" || behavior === "replace")) {
        const before = behavior === "merge" ? stringsAt(earlier.fact.data, "keys") : [];
        const isKnown = keys !== undefined && (behavior === "replace" || before.length > 0);
        result[at] = {
          ...earlier,
          fact: withKeys(earlier.fact, isKnown ? [...new Set([...before, ...keys])] : []),
        };
        continue;
      }
      const data: JsonObject =
        kind === "Secret"
          ? { type: stringAt(value, "type") ?? "Opaque", keys: keys ?? [] }
          : { keys: keys ?? [] };
      result.push(
        asWritten({
          groupKind: kind,
          apiVersion: "v1",
          name,
          namespace: stringAt(value, "namespace") || undefined,
          labels: {},
          annotations: {},
          source: { file: node.file, document, base: [list, index] },
          data,
        }),
      );
    }
  }
  return result;
}

function withKeys(fact: Fact, keys: string[]): Fact {
  return isObject(fact.data) ? { ...fact, data: { ...fact.data, keys } } : fact;
}

/** The keys that a generator makes; `undefined` where a file that is not read decides. */
function generatedKeys(generator: JsonObject): string[] | undefined {
  if (listAt(generator, "envs").length > 0 || stringAt(generator, "env")) return undefined;
  const before = (text: string) => text.split("=", 1)[0] ?? text;
  return [
    ...stringsAt(generator, "literals").map(before),
    ...stringsAt(generator, "files").map((entry) =>
      entry.includes("=") ? before(entry) : entry.slice(entry.lastIndexOf("/") + 1),
    ),
  ];
}

function applyPatches(
  members: readonly ScopeMember[],
  patches: readonly VisiblePatch[],
): readonly ScopeMember[] {
  if (patches.length === 0) return members;
  return members.flatMap((member) => {
    const resource = patchedResource(member);
    const own = patches.filter((patch) => isPatchFor(patch, resource));
    if (own.length === 0) return [member];
    return own.some(isDeletion) ? [] : [{ ...member, patches: [...member.patches, ...own] }];
  });
}

function patchedResource({ fact, earlierNames }: ScopeMember): PatchedResource {
  const slash = fact.groupKind.indexOf("/");
  return {
    group: slash < 0 ? "" : fact.groupKind.slice(0, slash),
    kind: fact.groupKind.slice(slash + 1),
    names: [...(fact.name === undefined ? [] : [fact.name]), ...earlierNames],
    namespaces: [fact.namespace],
    labels: fact.labels,
  };
}

/** A patch of one member alone, whose target is clear. */
const ITSELF: PatchTarget = {
  group: undefined,
  kind: undefined,
  name: undefined,
  namespace: undefined,
  isPattern: false,
  labelSelector: undefined,
};

function transform(members: readonly ScopeMember[], node: KustomizationNode): readonly ScopeMember[] {
  const changes = readTransform(node.object);
  const changed = transformFacts(members, changes);
  if (changed === members) return members;
  return changed.map((named, index): ScopeMember => {
    const member = members[index];
    const pointers = member ? changedFields(member.fact, named.fact) : [];
    const patches = member?.patches ?? [];
    return { ...named, patches: pointers.length > 0 ? [...patches, { target: ITSELF, pointers }] : patches };
  });
}

/** The fields that a transform has set to something else, as far as rules point at them. */
function changedFields(before: Fact, now: Fact): string[][] {
  const fields: string[][] = [];
  if (before.namespace !== now.namespace) fields.push(["metadata", "namespace"]);
  for (const [key, value] of Object.entries(now.labels))
    if (before.labels[key] !== value) fields.push(["metadata", "labels", key]);
  if (isObject(before.data) && isObject(now.data) && before.data.replicas !== now.data.replicas)
    fields.push(["spec", "replicas"]);
  mapsAt(now.data, "pods").forEach(({ value: pod, index }) => {
    mapsAt(pod, "containers").forEach(({ value: container, index: at }) => {
      const image = stringAt(before.data, "pods", index, "containers", at, "image");
      if (image !== stringAt(container, "image"))
        fields.push([...asPath(listAt(container, "path")), "image"].map(String));
    });
  });
  return fields;
}

function asPath(segments: readonly unknown[]): Path {
  return segments.filter((each) => typeof each === "string" || typeof each === "number");
}
