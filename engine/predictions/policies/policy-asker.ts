import { CelMap, fromJson, Maybe, mapOf, Possible, Unknown, type Value } from "../../cel";
import type { Fact } from "../../inventory/fact";
import type { Inventory } from "../../inventory/inventory";
import type { JsonObject } from "../../json";
import { isClusterScoped } from "../../kubernetes/cluster-scoped";
import table from "../../kubernetes/field-types.generated.json";
import { booleanAt, hasMap, mapAt, mapsAt, stringAt, stringsAt } from "../../kubernetes/fields";
import type { KubernetesMinor } from "../../kubernetes/kubernetes-version";
import { parseApiVersion } from "../../kubernetes/resource";
import { labelSelectorMatches } from "../../kubernetes/selector";
import { onlyOnes } from "../only-ones";
import { type AdmissionRequest, pluralOf } from "./admission-request";
import { admittedObject } from "./admitted-object";
import { type CompiledPolicy, compilePolicy } from "./compiled-policy";
import { judgePolicy, type PolicyAnswer } from "./judge-policy";
import { madeOf } from "./made-objects";
import {
  both,
  type Decision,
  matchResources,
  matchRules,
  NAMESPACE_NAME,
  type NamespaceLabels,
} from "./match-resources";
import { type PodSurroundings, withPodAdmission } from "./pod-admission";

const GROUP = "admissionregistration.k8s.io";
const KINDS: Readonly<Record<string, string>> = table.kinds;

/** What one binding of a policy says to an object, or to what its controllers make of it. */
export interface PolicyVerdict {
  readonly policy: Fact;
  readonly binding: Fact;
  /** The kind that is asked about, where it is not the object itself. */
  readonly made: string | undefined;
  readonly answer: PolicyAnswer;
}

/** A binding that denies, with the policy it binds. */
export interface BoundPolicy {
  readonly policy: Fact;
  readonly binding: Fact;
  readonly spec: JsonObject;
  /** `undefined` where its expressions are not understood. */
  readonly compiled: CompiledPolicy | undefined;
}

const compiled = new WeakMap<Fact, { readonly policy: CompiledPolicy | undefined }>();

/** A policy is read once, however many scopes and states of them it lives in. */
function compiledOf(fact: Fact): CompiledPolicy | undefined {
  const known = compiled.get(fact) ?? { policy: compilePolicy(mapAt(fact.data, "spec")) };
  compiled.set(fact, known);
  return known.policy;
}

/** Other versions are not served unless somebody switches them on. */
const SERVED = `${GROUP}/v1`;

/** The bindings of a scope that deny, each with its policy; what is written twice is left out. */
export function readPolicies(inventory: Inventory): readonly BoundPolicy[] {
  const policies = new Map(
    onlyOnes(inventory.ofKind(`${GROUP}/ValidatingAdmissionPolicy`)).map((policy) => [policy.name, policy]),
  );
  return onlyOnes(inventory.ofKind(`${GROUP}/ValidatingAdmissionPolicyBinding`)).flatMap(
    (binding): BoundPolicy[] => {
      const policy = policies.get(stringAt(binding.data, "spec", "policyName"));
      if (policy?.apiVersion !== SERVED || binding.apiVersion !== SERVED) return [];
      if (!stringsAt(binding.data, "spec", "validationActions").includes("Deny")) return [];
      return [{ policy, binding, spec: mapAt(policy.data, "spec"), compiled: compiledOf(policy) }];
    },
  );
}

/** What is known of a scope beside the object. */
export interface PolicyScope {
  readonly inventory: Inventory;
  readonly kubernetesVersion: KubernetesMinor;
  readonly bound: readonly BoundPolicy[];
  /** The Namespaces that are written once, by name. */
  readonly namespaces: ReadonlyMap<string | undefined, Fact>;
}

/**
 * What the admission policies of a scope that deny say to the creation of an object and of everything its controllers
 * make of it. Only what is certain is an answer: expressions that depend on the cluster, on parameters or namespaces
 * that are not in sight, on who asks, or on what another policy or webhook may change first, are unknown.
 *
 * Sources: the API documentation of ValidatingAdmissionPolicy; KEP-3488.
 *
 * @returns nothing where the fact has no object, or no policy can be about it
 */
export function answersOf(scope: PolicyScope, fact: Fact): PolicyVerdict[] {
  const { object } = fact;
  const { inventory, bound } = scope;
  if (!object || bound.length === 0) return [];
  return requestsOf(inventory, fact, object).flatMap((request) => {
    const labels = namespaceLabels(scope, request);
    let mutation: Decision | undefined;
    return bound.flatMap(({ policy, binding, spec, compiled }): PolicyVerdict[] => {
      const matched = both(
        matchResources(mapAt(spec, "matchConstraints"), request, labels, false),
        hasMap(binding.data, "spec", "matchResources")
          ? matchResources(mapAt(binding.data, "spec", "matchResources"), request, labels, true)
          : "yes",
      );
      if (matched === "no") return [];
      mutation ??= mayBeChanged(inventory, request, labels);
      const say = (answer: PolicyAnswer) => [
        { policy, binding, made: request.madeFor && request.kind, answer },
      ];
      const unknown = (reason: string) => say({ answer: "unknown", reason });
      if (!compiled || compiled.since > scope.kubernetesVersion)
        return unknown("an expression is not understood");
      if (matched === "unknown") return unknown("whether the policy is about it is not known");
      if (mutation !== "no") return unknown("something else may change the object first");
      return say(askWithParams(scope, compiled, spec, binding, request));
    });
  });
}

function requestsOf(inventory: Inventory, fact: Fact, object: JsonObject): AdmissionRequest[] {
  const { namespace, groupKind, apiVersion, name, labels } = fact;
  const { group, version } = parseApiVersion(apiVersion);
  const kind = groupKind.slice(groupKind.indexOf("/") + 1);
  const isNamespaced = !isClusterScoped(groupKind);
  const surroundings = podSurroundings(inventory, namespace);
  const admitted = admittedObject({ object, namespace, isNamespaced });
  if (!admitted) return [];
  const isPod = groupKind === "Pod";
  const isBuiltIn = KINDS[`${apiVersion} ${kind}`] !== undefined;
  const own: AdmissionRequest = {
    group,
    version,
    kind,
    resource: isBuiltIn ? pluralOf(kind) : undefined,
    isNamespaced,
    namespace: isNamespaced ? namespace : undefined,
    name,
    labels,
    madeLabels: [],
    object: isPod ? withPodAdmission(admitted, mapAt(object, "spec"), surroundings) : admitted,
    userName: AUTHOR,
    madeFor: undefined,
  };
  return [own, ...madeOf(object, namespace, surroundings)];
}

/** Manifests are applied by people and pipelines, not by parts of the control plane. */
const AUTHOR = new Possible("who applies a manifest is not known", (text) =>
  /^system:(apiserver|kube-|node|serviceaccount:kube-system:)/.test(text) ? false : undefined,
);

function podSurroundings(inventory: Inventory, namespace: string | undefined): PodSurroundings {
  return {
    mountsToken(account) {
      const fact = inventory.find("ServiceAccount", namespace, account);
      if (!fact) return undefined;
      return booleanAt(fact.data, "automountServiceAccountToken") ?? true;
    },
    hasLimitRange: inventory
      .ofKind("LimitRange")
      .some(
        (range) => range.namespace === undefined || namespace === undefined || range.namespace === namespace,
      ),
  };
}

function namespaceLabels({ namespaces }: PolicyScope, { namespace }: AdmissionRequest): NamespaceLabels {
  return namespace === undefined ? undefined : namespaces.get(namespace)?.labels;
}

/** Whether a mutating webhook or policy in sight may change what is asked about. */
function mayBeChanged(inventory: Inventory, request: AdmissionRequest, labels: NamespaceLabels): Decision {
  const webhooks = inventory
    .ofKind(`${GROUP}/MutatingWebhookConfiguration`)
    .flatMap(({ data }) => mapsAt(data, "webhooks").map(({ value }) => value));
  const answers = [
    ...webhooks.map((webhook) =>
      both(
        matchRules(webhook, request),
        matchResources({ ...webhook, resourceRules: webhook.rules }, request, labels, false),
      ),
    ),
    ...inventory
      .ofKind(`${GROUP}/MutatingAdmissionPolicy`)
      .map(({ data }) => matchResources(mapAt(data, "spec", "matchConstraints"), request, labels, false)),
    ...GATEKEEPER_MUTATIONS.flatMap((kind) => inventory.ofKind(`mutations.gatekeeper.sh/${kind}`)).map(
      (): Decision => "unknown",
    ),
    isInjected(request, labels) ? "unknown" : "no",
    ...["ClusterPolicy", "Policy"].flatMap((kind) =>
      inventory
        .ofKind(`kyverno.io/${kind}`)
        .filter(({ data }) => mapsAt(data, "spec", "rules").some(({ value }) => hasMap(value, "mutate")))
        .map((): Decision => "unknown"),
    ),
  ];
  if (answers.includes("yes")) return "yes";
  return answers.includes("unknown") ? "unknown" : "no";
}

const GATEKEEPER_MUTATIONS = ["Assign", "AssignImage", "AssignMetadata", "ModifySet"] as const;

/** Labels and annotations by which well-known webhooks, which need not be in sight, add to pods. */
const INJECTION =
  /^(istio-injection|istio\.io\/rev|sidecar\.istio\.io\/inject|linkerd\.io\/inject|config\.linkerd\.io\/|vault\.hashicorp\.com\/agent-inject|azure\.workload\.identity\/use|dapr\.io\/enabled|instrumentation\.opentelemetry\.io\/|sidecar\.opentelemetry\.io\/inject)/;

function isInjected({ kind, object, labels: own }: AdmissionRequest, labels: NamespaceLabels): boolean {
  if (kind !== "Pod") return false;
  const metadata = object.entries.get("metadata");
  const notes = metadata instanceof CelMap ? metadata.entries.get("annotations") : undefined;
  const known = notes instanceof Maybe ? notes.value : notes;
  const keys = known instanceof CelMap ? [...known.entries.keys()].map(String) : [];
  return [...Object.keys(own), ...Object.keys(labels ?? {}), ...keys].some((key) => INJECTION.test(key));
}

/** With every set of parameters that is in sight: one that refuses is enough, but others may exist. */
function askWithParams(
  scope: PolicyScope,
  compiled: CompiledPolicy,
  spec: JsonObject,
  binding: Fact,
  request: AdmissionRequest,
): PolicyAnswer {
  const namespaceObject = namespaceValue(scope, request);
  if (!hasMap(spec, "paramKind")) return judgePolicy(compiled, request, { params: null, namespaceObject });
  const found = paramsOf(scope.inventory, spec, mapAt(binding.data, "spec", "paramRef"), request);
  const answers = found.values.map((params) => judgePolicy(compiled, request, { params, namespaceObject }));
  const refusal = answers.find(({ answer }) => answer === "refuses");
  if (refusal) return refusal;
  const unknown = answers.find(({ answer }) => answer === "unknown");
  if (unknown) return unknown;
  return found.complete ? { answer: "admits" } : { answer: "unknown", reason: "parameters are not in sight" };
}

function paramsOf(
  inventory: Inventory,
  spec: JsonObject,
  reference: JsonObject,
  request: AdmissionRequest,
): { readonly values: readonly Value[]; readonly complete: boolean } {
  const kind = stringAt(spec, "paramKind", "kind") ?? "";
  const { group } = parseApiVersion(stringAt(spec, "paramKind", "apiVersion") ?? "");
  const groupKind = group === "" ? kind : `${group}/${kind}`;
  const namespace = isClusterScoped(groupKind)
    ? undefined
    : stringAt(reference, "namespace") || request.namespace;
  const facts = onlyOnes(inventory.ofKind(groupKind)).filter((fact) => fact.namespace === namespace);
  const name = stringAt(reference, "name");
  const chosen = facts.filter((fact) =>
    name === undefined ? labelSelectorMatches(reference.selector, fact.labels) : fact.name === name,
  );
  const values = chosen.flatMap((fact): Value[] => {
    if (!fact.object) return [];
    const value = admittedObject({
      object: fact.object,
      namespace: fact.namespace,
      isNamespaced: namespace !== undefined,
    });
    return value ? [withOpenMetadata(value)] : [];
  });
  return { values, complete: name !== undefined && values.length === 1 };
}

/** An object that is stored has metadata of the cluster's. */
function withOpenMetadata(object: CelMap): CelMap {
  const metadata = object.entries.get("metadata");
  if (!(metadata instanceof CelMap)) return object;
  return new CelMap(new Map(object.entries).set("metadata", new CelMap(metadata.entries, true)), object.open);
}

function namespaceValue(
  { namespaces }: PolicyScope,
  { kind, namespace, isNamespaced }: AdmissionRequest,
): Value {
  if (!isNamespaced) return kind === "Namespace" ? new Unknown("a namespace has none") : null;
  if (namespace === undefined) return new Unknown("the namespace is not written");
  const fact = namespaces.get(namespace);
  const unknown = new Unknown("the namespace is not in sight");
  const metadata = new Map<string, Value>([["name", namespace]]);
  if (fact) {
    metadata.set("labels", fromJson({ ...fact.labels, [NAMESPACE_NAME]: namespace }));
    metadata.set(
      "annotations",
      Object.keys(fact.annotations).length > 0 ? fromJson({ ...fact.annotations }) : new Maybe(mapOf({})),
    );
  }
  return mapOf({
    metadata: new CelMap(metadata, true),
    spec: new Maybe(unknown),
    status: new Maybe(unknown),
  });
}
