import { DEFAULT_RBAC_FILE } from "../../engine/access";
import { analyzeDocument, type FileDocument } from "../../engine/analyze-file";
import { analyzeRule, rulesFor } from "../../engine/analyze-scope";
import type { Finding } from "../../engine/finding";
import type { Fact } from "../../engine/inventory/fact";
import { createInventory, type Inventory } from "../../engine/inventory/inventory";
import { workloadPods } from "../../engine/inventory/workload-pods";
import type { JsonObject } from "../../engine/json";
import { booleanAt, mapAt, mapsAt, stringAt } from "../../engine/kubernetes/fields";
import { resourcesOf } from "../../engine/kubernetes/resource";
import type { Level } from "../../engine/policy/configuration";
import { fingerprintKey, fingerprintOf } from "../../engine/policy/fingerprint";
import type { Policy } from "../../engine/policy/policy";
import { IGNORE_ANNOTATION } from "../../engine/policy/suppressions";
import type { RuleId } from "../../engine/rules/rule";
import { dataReferences } from "../../engine/rules/secrets/references";
import { parseDocument } from "../../engine/yaml/parse-document";
import { LIVE_SOURCE } from "../listing/live-facts";
import type { SecretName } from "../listing/secret-names";
import type { Steps } from "./in-turns";
import { isDefaultObject, managedBy } from "./managed";

/** A finding about a live object. */
export interface LiveFinding {
  readonly finding: Finding;
  readonly level: Level;
  readonly fingerprint: string;
  /** The object as it was read. */
  readonly object: JsonObject;
  /** Who manages the object, where that is not its user. */
  readonly managedBy?: string;
}

/** What rules say of live objects. */
export interface LiveAnalysis {
  /** Sorted by namespace, kind, name, rule and path. */
  readonly findings: readonly LiveFinding[];
  /** Silenced by an annotation on the object. */
  readonly suppressed: number;
  /** The objects as the rules saw them. */
  readonly inventory: Inventory;
  /** How many objects were judged; what another object controls is judged with its owner. */
  readonly judged: number;
}

/*
 * Rules that judge how something was written down, not what runs: in a cluster a sealed Secret has its twin, every
 * Service an address, every pod template the old field beside the new one, and what is scaled has replicas.
 */
const NOT_LIVE: ReadonlySet<string> = new Set<RuleId>([
  "identity/deprecated-service-account-field",
  "network/hard-coded-cluster-ip",
  "resources/hpa-replicas",
  "secrets/committed-secret",
  "secrets/no-external-store",
  "secrets/plaintext-twin",
]);

const EMPTY = parseDocument("");

/**
 * Judges live objects by the rules that judge manifests. Pods, ReplicaSets and Jobs that another object controls are
 * left to their owner; mirror pods of the control plane are judged, since nothing else shows its flags. A step is an
 * object or a rule.
 *
 * @param context the context's name, for fingerprints
 * @param complete whether all kinds could be listed: only then is anything judged to be absent
 * @param secrets the names of all Secrets, where the user had them listed; else those that something names are taken
 *   to be there
 */
export function* liveSteps(
  context: string,
  objects: readonly JsonObject[],
  policy: Policy,
  complete: boolean,
  secrets?: readonly SecretName[],
): Steps<LiveAnalysis> {
  const judged = objects.filter((object) => isJudged(object));
  const isEnabled: Policy["isEnabled"] = (rule) => !NOT_LIVE.has(rule.id) && policy.isEnabled(rule);
  const findings: { readonly finding: Finding; readonly object: JsonObject }[] = [];
  const facts: Fact[] = [];
  for (const [index, object] of judged.entries()) {
    const isDefault = isDefaultObject(object);
    const document = documentOf(isDefault ? object : withoutBootstrapLabel(object));
    // Default roles are known: nothing is said of them, but who is bound to them counts.
    const analysis = analyzeDocument(document, index, policy.options, isDefault ? () => false : isEnabled);
    findings.push(...analysis.findings.map((finding) => ({ finding, object })));
    const file = isDefault ? DEFAULT_RBAC_FILE : LIVE_SOURCE;
    facts.push(...analysis.facts.map((fact) => ({ ...fact, source: { file, document: index, base: [] } })));
    yield;
  }
  const inventory = createInventory(context, complete, [
    ...facts,
    ...(secrets ? secrets.map(secretFact) : unlistedSecrets(facts)),
  ]);
  for (const rule of rulesFor(inventory.closed, isEnabled)) {
    for (const { finding } of analyzeRule(rule, inventory, policy.options)) {
      const object = judged[finding.document];
      if (object) findings.push({ finding, object });
    }
    yield;
  }
  const shown = findings.filter(({ finding, object }) => !isIgnored(finding, object));
  const ordinals = new Map<string, number>();
  const told: { readonly key: string; readonly live: LiveFinding }[] = [];
  for (const { finding, object } of shown) {
    const key = fingerprintKey(context, finding, object).join("\u0000");
    const ordinal = ordinals.get(key) ?? 0;
    ordinals.set(key, ordinal + 1);
    const manager = managedBy(object);
    told.push({
      key: sortKey(finding),
      live: {
        finding,
        level: policy.levelOf(finding),
        fingerprint: fingerprintOf(key, ordinal),
        object,
        ...(manager === undefined ? {} : { managedBy: manager }),
      },
    });
    yield;
  }
  return {
    findings: told.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ live }) => live),
    suppressed: findings.length - shown.length,
    inventory,
    judged: judged.length,
  };
}

function documentOf(object: JsonObject): FileDocument {
  return {
    slice: { start: 0, end: 0 },
    yaml: EMPTY,
    class: "resources",
    resources: resourcesOf(object),
  };
}

/** Rules pass over what bears this label; a default binding that somebody has changed must not hide behind it. */
const BOOTSTRAP = "kubernetes.io/bootstrapping";

function withoutBootstrapLabel(object: JsonObject): JsonObject {
  const labels = mapAt(object, "metadata", "labels");
  if (labels[BOOTSTRAP] === undefined) return object;
  const { [BOOTSTRAP]: _dropped, ...rest } = labels;
  return { ...object, metadata: { ...mapAt(object, "metadata"), labels: rest } };
}

const CONTROLLED = new Set(["Pod", "ReplicaSet", "Job", "ControllerRevision", "EndpointSlice"]);

function isJudged(object: JsonObject): boolean {
  if (!CONTROLLED.has(stringAt(object, "kind") ?? "")) return true;
  return !mapsAt(object, "metadata", "ownerReferences").some(
    // A node owns the mirror pods of what runs from files on it.
    ({ value }) => booleanAt(value, "controller") === true && stringAt(value, "kind") !== "Node",
  );
}

/**
 * Secrets are never listed, so those that something names are taken to be there, with nothing known of them: otherwise
 * each would be reported as missing.
 */
function unlistedSecrets(facts: readonly Fact[]): Fact[] {
  const inventory = createInventory("", false, facts);
  const names = new Map<string, Fact>();
  const add = (namespace: string | undefined, name: string | undefined) => {
    if (name === undefined) return;
    names.set(`${namespace ?? ""}\n${name}`, secretFact({ namespace: namespace ?? "default", name }));
  };
  for (const each of workloadPods(inventory)) {
    for (const { kind, name } of dataReferences(each)) if (kind === "Secret") add(each.fact.namespace, name);
    for (const name of each.pod.imagePullSecrets) add(each.fact.namespace, name);
  }
  for (const fact of inventory.ofKind("ServiceAccount"))
    for (const list of ["imagePullSecrets", "secrets"])
      for (const { value } of mapsAt(fact.data, list)) add(fact.namespace, stringAt(value, "name"));
  for (const fact of inventory.ofKind("networking.k8s.io/Ingress"))
    for (const { value } of mapsAt(fact.data, "spec", "tls"))
      add(fact.namespace, stringAt(value, "secretName"));
  return [...names.values()];
}

/** No key is known of a listed Secret, and nothing at all of one that is only named. */
function secretFact({ namespace, name, type }: Omit<SecretName, "type"> & Partial<SecretName>): Fact {
  return {
    groupKind: "Secret",
    apiVersion: "v1",
    name,
    namespace,
    labels: {},
    annotations: {},
    source: { file: LIVE_SOURCE, document: -1, base: [] },
    data: type === undefined ? {} : { type, keys: [] },
  };
}

/** `kube-rampart/ignore.<layer>.<name>: reason` on the object. */
function isIgnored(finding: Finding, object: JsonObject): boolean {
  const reason = stringAt(
    object,
    "metadata",
    "annotations",
    `${IGNORE_ANNOTATION}${finding.rule.replace("/", ".")}`,
  );
  return reason !== undefined && reason.trim() !== "";
}

function sortKey(finding: Finding): string {
  const { namespace = "", kind, name = "" } = finding.resource;
  return [namespace, kind, name, finding.rule, JSON.stringify(finding.path)].join("\u0000");
}
