import { CelMap, fromJson, type Key, Maybe, Unknown, type Value } from "../../cel";
import { isObject, type JsonObject, type JsonValue } from "../../json";
import table from "../../kubernetes/field-types.generated.json";
import { booleanAt, mapAt } from "../../kubernetes/fields";
import { DEFAULTS, type DefaultContext, NOT_REVIEWED, REVIEWED_KINDS } from "./field-defaults";
import { ALWAYS, POINTERS } from "./field-presence";
import { quantityText } from "./quantity-text";

const KINDS: Readonly<Record<string, string>> = table.kinds;
const TYPES: Readonly<Record<string, Readonly<Record<string, string>>>> = table.types;

/** Deeper than any kind nests. */
const MAXIMUM_DEPTH = 60;

/** What `kubectl apply` writes beside what the manifest says. */
const LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

/** A manifest, and what is known of where it goes. */
export interface AdmittedInput {
  readonly object: JsonObject;
  /** `undefined` where nobody says. Absent for what lives in no namespace. */
  readonly namespace: string | undefined;
  readonly isNamespaced: boolean;
}

/**
 * An object as validating admission sees it: defaulted, zeros left out, quantities rewritten, with what the server
 * itself fills in. What depends on the cluster is unknown, never guessed.
 *
 * @returns `undefined` where the object is not what its kind wants: then the API server refuses it for another reason
 */
export function admittedObject({ object, namespace, isNamespaced }: AdmittedInput): CelMap | undefined {
  const kind = `${String(object.apiVersion)} ${String(object.kind)}`;
  const root = KINDS[kind];
  const fields = new Map<string, Value>();
  if (!root) {
    for (const [key, value] of Object.entries(object))
      if (key !== "metadata" && value !== undefined && value !== null) fields.set(key, openJson(value));
    fields.set("metadata", metadataOf(object, namespace, isNamespaced));
    return new CelMap(fields, true);
  }
  const context: DefaultContext = {
    isPod: object.kind === "Pod",
    hostNetwork: booleanAt(object, "spec", "hostNetwork") === true,
  };
  const reviewed = REVIEWED_KINDS.has(kind);
  const read = readStruct(object, root, context, reviewed, 0);
  if (!read) return undefined;
  for (const [key, value] of read.entries) fields.set(String(key), value);
  fields.set("apiVersion", String(object.apiVersion));
  fields.set("kind", String(object.kind));
  fields.set("metadata", metadataOf(object, namespace, isNamespaced));
  fields.set("status", new Maybe(new Unknown("the status of a new object is set by the cluster")));
  if (kind === "batch/v1 Job") completeJob(object, fields);
  return new CelMap(fields);
}

/** Values of kinds whose schema is not known: what is not written may be defaulted anywhere. */
function openJson(value: JsonValue): Value {
  if (Array.isArray(value)) return value.map(openJson);
  if (!isObject(value)) return fromJson(value);
  const entries = new Map<string, Value>();
  for (const [key, each] of Object.entries(value))
    if (each !== undefined && each !== null) entries.set(key, openJson(each));
  return new CelMap(entries, true);
}

/** `undefined` where a value is not of its type. */
function readStruct(
  holder: JsonObject,
  type: string,
  context: DefaultContext,
  reviewed: boolean,
  depth: number,
): CelMap | undefined {
  const fields = TYPES[type];
  if (!fields || depth > MAXIMUM_DEPTH) return undefined;
  const isReviewed = reviewed && !NOT_REVIEWED.has(type);
  const entries = new Map<string, Value>();
  for (const [field, code] of Object.entries(fields)) {
    if (field === "metadata" && depth === 0) continue;
    const written = Object.hasOwn(holder, field) ? holder[field] : undefined;
    const isAbsent = written === undefined || written === null || isLeftOut(written, type, field);
    if (isAbsent && !(written !== undefined && written !== null && !isReviewed)) {
      const value = defaultOf(type, field, holder, context);
      if (value !== undefined) entries.set(field, value);
      else if (!isReviewed)
        entries.set(field, new Maybe(new Unknown(`whether ${field} is defaulted is not known`)));
      continue;
    }
    if (isAbsent) {
      entries.set(field, new Maybe(new Unknown(`whether an empty ${field} is kept is not known`)));
      continue;
    }
    const value = readValue(written ?? null, code, field, context, isReviewed, depth + 1);
    if (value === undefined) return undefined;
    entries.set(field, value);
  }
  if (type === "core.v1.PodTemplateSpec" || type === "batch.v1.JobTemplateSpec") {
    if (!entries.has("metadata")) entries.set("metadata", templateMetadata({}));
    if (!entries.has("spec")) entries.set("spec", new Maybe(new Unknown("an empty spec may be written")));
  }
  if (type === "core.v1.PersistentVolumeClaim" && depth > 0)
    entries.set("status", new Maybe(new Unknown("templates of claims are given it")));
  if (type === "core.v1.ResourceRequirements" && context.isPod) requestLimits(entries);
  return new CelMap(entries, !isReviewed);
}

function defaultOf(
  type: string,
  field: string,
  holder: JsonObject,
  context: DefaultContext,
): Value | undefined {
  const found = DEFAULTS[type]?.[field];
  return typeof found === "function" ? found(holder, context) : found;
}

/** Whether a value is written back as nothing. */
function isLeftOut(value: JsonValue, type: string, field: string): boolean {
  const names = (list: Readonly<Record<string, string>>) => list[type]?.split(" ").includes(field) === true;
  if (names(ALWAYS)) return false;
  if (Array.isArray(value)) return value.length === 0;
  const code = TYPES[type]?.[field] ?? "";
  if (isObject(value)) return code.startsWith("{") && Object.keys(value).length === 0;
  return (value === false || value === 0 || value === "") && !names(POINTERS);
}

function readValue(
  value: JsonValue,
  code: string,
  field: string,
  context: DefaultContext,
  reviewed: boolean,
  depth: number,
): Value | undefined {
  switch (code.charAt(0)) {
    case "@": {
      if (!isObject(value)) return undefined;
      const name = code.slice(1);
      return name === "meta.v1.ObjectMeta"
        ? templateMetadata(value)
        : readStruct(value, name, context, reviewed, depth);
    }
    case "[": {
      if (!Array.isArray(value)) return undefined;
      const items = value.map((item) => readValue(item, code.slice(1), field, context, reviewed, depth + 1));
      return items.every((item) => item !== undefined) ? items : undefined;
    }
    case "{": {
      if (!isObject(value)) return undefined;
      const entries = new Map<string, Value>();
      for (const [key, each] of Object.entries(value)) {
        const item = readValue(each ?? null, code.slice(1), key, context, reviewed, depth + 1);
        if (item === undefined) return undefined;
        entries.set(key, item);
      }
      return new CelMap(entries);
    }
    case "q":
      return typeof value === "string" || typeof value === "number" ? quantityText(value) : undefined;
    case "b":
      return typeof value === "boolean" ? value : undefined;
    case "s":
      return typeof value === "string" ? value : undefined;
    case "i":
      return typeof value === "number" && Number.isSafeInteger(value) ? BigInt(value) : undefined;
    case "x":
      if (typeof value === "string") return value;
      return typeof value === "number" && Number.isSafeInteger(value) ? BigInt(value) : undefined;
    default:
      return fromJson(value);
  }
}

/** In a Pod, not in a template, requests that are not written equal the limits. */
function requestLimits(entries: Map<string, Value>): void {
  const { limits, requests } = Object.fromEntries(entries);
  if (!(limits instanceof CelMap)) return;
  const all = new Map(limits.entries);
  if (requests instanceof CelMap) for (const [key, value] of requests.entries) all.set(key, value);
  entries.set("requests", new CelMap(all));
}

function templateMetadata(written: JsonObject): CelMap {
  const entries = new Map<string, Value>();
  for (const [field, value] of Object.entries(written)) {
    const isEmpty =
      value === undefined ||
      value === null ||
      value === "" ||
      (isObject(value) && Object.keys(value).length === 0);
    if (!isEmpty && !(Array.isArray(value) && value.length === 0)) entries.set(field, fromJson(value));
  }
  entries.set("creationTimestamp", new Maybe(null));
  return new CelMap(entries);
}

function metadataOf(object: JsonObject, namespace: string | undefined, isNamespaced: boolean): CelMap {
  const written = mapAt(object, "metadata");
  const entries = new Map<string, Value>(templateMetadata(written).entries as ReadonlyMap<string, Value>);
  const bySystem = new Unknown("it is set by the cluster");
  for (const field of ["uid", "creationTimestamp"]) entries.set(field, bySystem);
  for (const field of ["generation", "managedFields"]) entries.set(field, new Maybe(bySystem));
  for (const field of ["resourceVersion", "selfLink", "deletionTimestamp", "deletionGracePeriodSeconds"])
    entries.delete(field);
  if (!entries.has("name")) entries.set("name", new Unknown("the name is made by the cluster"));
  if (isNamespaced) entries.set("namespace", namespace ?? new Unknown("the namespace is not written"));
  else entries.delete("namespace");
  const annotations = new Map<string, Value>(
    Object.entries(mapAt(written, "annotations")).map(([key, value]) => [key, fromJson(value)]),
  );
  const hasOwn = annotations.size > 0;
  annotations.set(LAST_APPLIED, new Maybe(new Unknown("kubectl writes it")));
  if (object.kind === "DaemonSet")
    annotations.set("deprecated.daemonset.template.generation", new Maybe("1"));
  entries.set("annotations", hasOwn ? new CelMap(annotations) : new Maybe(new CelMap(annotations)));
  if (object.kind === "PersistentVolumeClaim") entries.set("finalizers", new Maybe(bySystem));
  if (object.kind === "Namespace" && typeof written.name === "string") {
    const labels = new Map<string, Value>(
      Object.entries(mapAt(written, "labels")).map(([key, value]) => [key, fromJson(value)]),
    );
    labels.set("kubernetes.io/metadata.name", written.name);
    entries.set("labels", new CelMap(labels));
  }
  return new CelMap(entries);
}

/** What a Job, unlike the template of one, is given when it is made. Source: k8s.io/kubernetes pkg/apis/batch/v1, pkg/registry/batch/job. */
function completeJob(object: JsonObject, fields: Map<string, Value>): void {
  const spec = fields.get("spec");
  if (!(spec instanceof CelMap)) return;
  const written = mapAt(object, "spec");
  const has = (field: string) => written[field] !== undefined && written[field] !== null;
  const entries = new Map(spec.entries);
  const set = (field: string, value: Value) => {
    if (!has(field)) entries.set(field, value);
  };
  set("parallelism", 1n);
  if (!has("parallelism")) set("completions", 1n);
  else if (!has("completions")) entries.delete("completions");
  set("backoffLimit", has("backoffLimitPerIndex") ? 2_147_483_647n : 6n);
  set("completionMode", "NonIndexed");
  set("suspend", false);
  set("podReplacementPolicy", has("podFailurePolicy") ? "Failed" : "TerminatingOrFailed");
  set("manualSelector", false);
  if (written.manualSelector !== true) {
    entries.set("selector", new Unknown("the selector of a Job is made by the cluster"));
    const template = entries.get("template");
    if (template instanceof CelMap) entries.set("template", withJobLabels(template));
  }
  fields.set("spec", new CelMap(entries, spec.open));
  const labels = mapAt(object, "metadata", "labels");
  const copied = mapAt(object, "spec", "template", "metadata", "labels");
  const metadata = fields.get("metadata");
  if (Object.keys(labels).length > 0 || !(metadata instanceof CelMap)) return;
  const all = new Map<Key, Value>(Object.entries(copied).map(([key, value]) => [key, fromJson(value)]));
  if (written.manualSelector !== true)
    for (const label of JOB_LABELS) all.set(label, new Maybe(new Unknown("it is set by the cluster")));
  const isSure = Object.keys(copied).length > 0;
  if (!isSure && written.manualSelector === true) return;
  const value = isSure ? new CelMap(all) : new Maybe(new CelMap(all));
  fields.set("metadata", new CelMap(new Map(metadata.entries).set("labels", value)));
}

/** The labels by which a Job knows its pods. */
export const JOB_LABELS = [
  "batch.kubernetes.io/controller-uid",
  "batch.kubernetes.io/job-name",
  "controller-uid",
  "job-name",
] as const;

function withJobLabels(template: CelMap): CelMap {
  const metadata = template.entries.get("metadata");
  const labels = metadata instanceof CelMap ? metadata.entries.get("labels") : undefined;
  const all = new Map(labels instanceof CelMap ? labels.entries : []);
  for (const label of JOB_LABELS) all.set(label, new Unknown("it is set by the cluster"));
  const entries = new Map(metadata instanceof CelMap ? metadata.entries : []).set("labels", new CelMap(all));
  entries.set("creationTimestamp", new Maybe(null));
  return new CelMap(new Map(template.entries).set("metadata", new CelMap(entries)));
}
