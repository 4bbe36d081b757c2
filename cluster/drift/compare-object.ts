import { deepEqual, isObject, type JsonObject, type JsonValue, type Path } from "../../engine/json";
import { stringAt } from "../../engine/kubernetes/fields";
import { parseQuantity } from "../../engine/kubernetes/quantity";
import type { Difference } from "./difference";
import { keyOf, listKeys } from "./list-keys";
import { shownValue } from "./mask";
import { isSecurityPath, SECURITY_EXTRAS } from "./security-fields";

/** What a comparison knows beside the two objects. */
export interface CompareOptions {
  readonly kind: string;
  /** An autoscaler sets `spec.replicas`. */
  readonly isAutoscaled: boolean;
}

/** Written by the API server, or of no weight: never compared. */
const IGNORED_METADATA = new Set([
  "managedFields",
  "resourceVersion",
  "uid",
  "generation",
  "creationTimestamp",
  "selfLink",
  "deletionTimestamp",
  "namespace",
]);
const IGNORED_ANNOTATIONS = new Set([
  "kubectl.kubernetes.io/last-applied-configuration",
  "deployment.kubernetes.io/revision",
]);

/** Lists whose order means nothing. */
const SETS = new Set([
  "verbs",
  "resources",
  "apiGroups",
  "resourceNames",
  "nonResourceURLs",
  "add",
  "drop",
  "accessModes",
  "finalizers",
  "policyTypes",
  "externalIPs",
  "loadBalancerSourceRanges",
]);

/** Maps whose values are quantities. */
const QUANTITIES = new Set([
  "requests",
  "limits",
  "hard",
  "capacity",
  "default",
  "defaultRequest",
  "max",
  "min",
  "podFixed",
  "allocatable",
  "minAllowed",
  "maxAllowed",
  "maxLimitRequestRatio",
]);

/**
 * Compares only what a manifest sets with the live object: fields that others have set since are no difference, but
 * what is security-relevant is told as *only in cluster*. Lists are compared by their merge keys, quantities by value,
 * defaults and empty values as if absent.
 */
export function compareObject(manifest: JsonObject, live: JsonObject, options: CompareOptions): Difference[] {
  const found: Difference[] = [];
  const home = stringAt(live, "metadata", "namespace");
  for (const [key, value] of Object.entries(manifest)) {
    if (key === "status" || key === "apiVersion" || key === "kind") continue;
    if (key === "stringData") continue;
    compare(value, live[key], [key]);
  }
  for (const extra of SECURITY_EXTRAS) found.push(...extra(manifest, live, options.kind));
  return withoutRepeats(found);

  function compare(ours: JsonValue | undefined, theirs: JsonValue | undefined, path: Path): void {
    if (ours === undefined || ours === null || isIgnored(path, options)) return;
    if (theirs === undefined || theirs === null) {
      if (!isEmpty(ours) && !isDefault(ours, path)) report("missing-in-cluster", path, ours, undefined);
      return;
    }
    if (Array.isArray(ours) && Array.isArray(theirs)) compareLists(ours, theirs, path);
    else if (isObject(ours) && isObject(theirs))
      for (const [key, value] of Object.entries(ours)) compare(value, theirs[key], [...path, key]);
    else if (!sameScalar(ours, theirs, path)) report("differs", path, ours, theirs);
  }

  function compareLists(ours: JsonValue[], theirs: JsonValue[], path: Path): void {
    const field = String(path.at(-1));
    const keys = listKeys(field, ours);
    if (keys && ours.every(isObject)) {
      compareByKey(ours, theirs.filter(isObject), keys, path);
      return;
    }
    const isSet = SETS.has(field) && [...ours, ...theirs].every((each) => typeof each === "string");
    const normal = (list: JsonValue[]) => (isSet ? [...new Set(list.map(capability))].sort() : list);
    const [a, b] = [normal(ours), normal(theirs)];
    if (isSet) {
      if (!deepEqual(a, b)) report("differs", path, ours, theirs);
      return;
    }
    if (a.length !== b.length) {
      report("differs", path, ours, theirs);
      return;
    }
    a.forEach((item, index) => {
      compare(item, b[index], [...path, index]);
    });
  }

  function compareByKey(ours: JsonValue[], theirs: JsonObject[], keys: readonly string[], path: Path): void {
    const rest = new Map(theirs.map((item) => [keyOf(item, keys, home), item]));
    ours.forEach((item, index) => {
      if (!isObject(item)) return;
      const key = keyOf(item, keys, home);
      const other = rest.get(key);
      rest.delete(key);
      if (other) compare(item, other, [...path, index]);
      else report("missing-in-cluster", [...path, index], item, undefined);
    });
    if (!isSecurityPath(path)) return;
    for (const item of rest.values()) report("only-in-cluster", path, undefined, item);
  }

  function report(
    kind: Difference["kind"],
    path: Path,
    ours: JsonValue | undefined,
    theirs: JsonValue | undefined,
  ): void {
    found.push({
      path,
      kind,
      ...(ours === undefined ? {} : { manifest: shownValue(manifest, options.kind, path, ours) }),
      ...(theirs === undefined ? {} : { cluster: shownValue(manifest, options.kind, path, theirs) }),
      security: isSecurityPath(path),
    });
  }
}

function isIgnored(path: Path, { isAutoscaled }: CompareOptions): boolean {
  const [first, second, third] = path;
  if (first === "metadata" && path.length === 2 && IGNORED_METADATA.has(String(second))) return true;
  if (first === "metadata" && second === "annotations" && IGNORED_ANNOTATIONS.has(String(third))) return true;
  return isAutoscaled && first === "spec" && second === "replicas" && path.length === 2;
}

function sameScalar(ours: JsonValue, theirs: JsonValue, path: Path): boolean {
  if (deepEqual(ours, theirs)) return true;
  // A port is a number or text, whichever was typed.
  if (typeof ours !== "object" && typeof theirs !== "object" && String(ours) === String(theirs)) return true;
  const isQuantity =
    QUANTITIES.has(String(path.at(-2))) || ["sizeLimit", "storage", "divisor"].includes(String(path.at(-1)));
  if (!isQuantity) return false;
  const [a, b] = [parseQuantity(ours), parseQuantity(theirs)];
  return a !== undefined && a === b;
}

/** What the API server leaves out or fills in by itself. */
function isDefault(value: JsonValue, path: Path): boolean {
  const field = path.at(-1);
  if (field === "protocol") return value === "TCP";
  if (field === "namespace") return true;
  return value === false || value === 0;
}

function isEmpty(value: JsonValue): boolean {
  if (value === "") return true;
  if (Array.isArray(value)) return value.length === 0;
  return (
    isObject(value) &&
    Object.values(value).every((each) => each === undefined || each === null || isEmpty(each))
  );
}

function capability(name: JsonValue): string {
  return String(name).replace(/^CAP_/i, "");
}

function withoutRepeats(differences: readonly Difference[]): Difference[] {
  const seen = new Set<string>();
  return differences.filter(({ path, kind, cluster }) => {
    const key = JSON.stringify([path, kind, cluster ?? null]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
