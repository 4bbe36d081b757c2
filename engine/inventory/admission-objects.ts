import { isObject, type JsonObject, type Path } from "../json";
import { mapAt, mapsAt, stringAt, stringsAt } from "../kubernetes/fields";
import { createResource, type GroupKind, parseApiVersion, type Resource } from "../kubernetes/resource";
import { extractFact } from "./extract-fact";
import type { Fact } from "./fact";

const GROUP = "admissionregistration.k8s.io";
const POLICY: GroupKind = `${GROUP}/ValidatingAdmissionPolicy`;
const BINDING: GroupKind = `${GROUP}/ValidatingAdmissionPolicyBinding`;

/** Gives the object that stands at a place of a file, or `undefined` where it cannot be read. */
export type ReadObject = (source: Fact["source"]) => JsonObject | undefined;

/** Reads the objects of one file that was parsed. */
export function objectsOf(file: {
  readonly documents: readonly { readonly resources: readonly Pick<Resource, "base" | "object">[] }[];
}): ReadObject {
  return ({ document, base }) => {
    const key = base.join("/");
    return file.documents[document]?.resources.find((each) => each.base.join("/") === key)?.object;
  };
}

/**
 * Whether anything in a scope is refused by a policy of its own: there is a policy, and a binding that denies.
 * Elsewhere nobody needs the objects, and none is kept.
 */
export function hasDenyingPolicy(facts: readonly Fact[]): boolean {
  return (
    facts.some(({ groupKind }) => groupKind === POLICY) &&
    facts.some(
      ({ groupKind, data }) =>
        groupKind === BINDING && stringsAt(data, "spec", "validationActions").includes("Deny"),
    )
  );
}

/** What came of facts and objects before, for whoever asks again after every edit. */
export type KnownObjects = WeakMap<Fact, { readonly object: JsonObject; readonly fact: Fact }>;

/**
 * Gives the facts of a scope the objects that its admission policies are asked about. Facts of a scope without such
 * policies are returned as they are, without reading anything. An object that is deployed otherwise than it is written
 * (a kustomization changes more than its namespace) gets none, so that nothing is said of it.
 *
 * @param known the same facts and objects lead to the very same facts as before
 */
export function withAdmissionObjects(
  facts: readonly Fact[],
  read: ReadObject,
  known?: KnownObjects,
): readonly Fact[] {
  if (!hasDenyingPolicy(facts)) return facts;
  const kinds = matchedKinds(facts);
  const parameters = parameterNames(facts);
  return facts.map((fact) => {
    const { groupKind, name } = fact;
    // The API server never asks policies about policies and webhooks: nobody could repair them otherwise.
    if (groupKind === "Secret" || groupKind.startsWith(`${GROUP}/`) || fact.object) return fact;
    const isParameter = parameters.has(`${groupKind} ${name ?? ""}`);
    if (!isParameter && (groupKind === "ConfigMap" || !kinds(groupKind))) return fact;
    const object = read(fact.source);
    if (!object) return fact;
    const before = known?.get(fact);
    if (before?.object === object) return before.fact;
    const result = isAsWritten(fact, object) ? withObject(fact, object) : fact;
    known?.set(fact, { object, fact: result });
    return result;
  });
}

/** The object in the namespace of the fact, without the copy of itself that `kubectl apply` keeps. */
function withObject(fact: Fact, object: JsonObject): Fact {
  const { groupKind, namespace } = fact;
  const metadata = mapAt(object, "metadata");
  const { "kubectl.kubernetes.io/last-applied-configuration": _copy, ...annotations } = mapAt(
    metadata,
    "annotations",
  );
  return {
    ...fact,
    object: {
      // Items of a typed List need not say what they are.
      apiVersion: fact.apiVersion,
      kind: groupKind.slice(groupKind.indexOf("/") + 1),
      ...object,
      metadata: {
        ...metadata,
        ...(namespace === undefined ? {} : { namespace }),
        ...(isObject(metadata.annotations) ? { annotations } : {}),
      },
    },
  };
}

/** The kinds that a policy may be about: all of its groups, since rules name plurals. */
function matchedKinds(facts: readonly Fact[]): (kind: GroupKind) => boolean {
  const groups = new Set<string>();
  for (const { groupKind, data } of facts) {
    if (groupKind !== POLICY) continue;
    for (const { value } of mapsAt(data, "spec", "matchConstraints", "resourceRules"))
      for (const group of stringsAt(value, "apiGroups")) groups.add(group);
  }
  // Workloads make objects of other groups: pods, ReplicaSets, Jobs.
  if (["", "apps", "batch"].some((group) => groups.has(group)))
    for (const group of ["apps", "batch"]) groups.add(group);
  return (kind) => {
    const slash = kind.indexOf("/");
    return groups.has("*") || groups.has(slash < 0 ? "" : kind.slice(0, slash));
  };
}

/** `ConfigMap rampart-parameters`: what bindings name as parameters. */
function parameterNames(facts: readonly Fact[]): ReadonlySet<string> {
  const kinds = new Map<string, string>();
  for (const { groupKind, name, data } of facts) {
    if (groupKind !== POLICY || name === undefined) continue;
    const { group } = parseApiVersion(stringAt(data, "spec", "paramKind", "apiVersion") ?? "");
    const kind = stringAt(data, "spec", "paramKind", "kind");
    if (kind) kinds.set(name, group === "" ? kind : `${group}/${kind}`);
  }
  const names = new Set<string>();
  for (const { groupKind, data } of facts) {
    if (groupKind !== BINDING) continue;
    const kind = kinds.get(stringAt(data, "spec", "policyName") ?? "");
    const name = stringAt(data, "spec", "paramRef", "name");
    if (kind && name) names.add(`${kind} ${name}`);
  }
  return names;
}

/** Whether a fact is that of the object, its namespace apart. */
function isAsWritten(fact: Fact, object: JsonObject): boolean {
  const kind = fact.groupKind.slice(fact.groupKind.indexOf("/") + 1);
  const base: Path = [];
  const own = extractFact(createResource(object, fact.apiVersion, kind, base));
  const shape = ({ name, labels, annotations, data }: Omit<Fact, "source">) =>
    JSON.stringify([name, labels, annotations, data]);
  return shape(own) === shape(fact);
}
