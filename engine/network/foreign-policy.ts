import type { Fact } from "../inventory/fact";
import { isObject, type JsonObject, type JsonValue, valueAt } from "../json";
import { mapsAt, stringAt } from "../kubernetes/fields";
import { labelSelectorMatches } from "../kubernetes/selector";
import { effectiveNamespace, type PodEndpoint } from "./endpoint";

/** A policy of a network plugin. It is not evaluated: where it selects a pod, what would be allowed is unknown. */
export interface ForeignPolicy {
  readonly fact: Fact;
  readonly name: string;
  selects(pod: PodEndpoint): boolean;
}

/** The kinds that are recognised, and whether each is confined to its namespace. */
export const FOREIGN_POLICY_KINDS: Readonly<Record<string, "namespaced" | "cluster">> = {
  "cilium.io/CiliumNetworkPolicy": "namespaced",
  "cilium.io/CiliumClusterwideNetworkPolicy": "cluster",
  "crd.projectcalico.org/NetworkPolicy": "namespaced",
  "crd.projectcalico.org/GlobalNetworkPolicy": "cluster",
  "projectcalico.org/NetworkPolicy": "namespaced",
  "projectcalico.org/GlobalNetworkPolicy": "cluster",
};

/** Prepares a plugin's policy: only which pods it may select. */
export function compileForeignPolicy(fact: Fact): ForeignPolicy {
  const namespace = effectiveNamespace(fact.namespace);
  const kind = fact.groupKind.slice(fact.groupKind.indexOf("/") + 1);
  const isNamespaced = FOREIGN_POLICY_KINDS[fact.groupKind] === "namespaced";
  const isCilium = fact.groupKind.startsWith("cilium.io/");
  const specs = [valueAt(fact.data, ["spec"]), ...mapsAt(fact.data, "specs").map(({ value }) => value)];
  return {
    fact,
    name: isNamespaced ? `${kind} ${namespace}/${fact.name ?? ""}` : `${kind} ${fact.name ?? ""}`,
    selects: (pod) =>
      (!isNamespaced || pod.namespace === namespace) &&
      specs.some(
        (spec) => isObject(spec) && (isCilium ? selectsCilium(spec, pod) : selectsCalico(spec, pod)),
      ),
  };
}

/** Cilium writes label sources in front of keys (`k8s:app`) and knows the namespace as a label. */
function selectsCilium(spec: JsonObject, pod: PodEndpoint): boolean {
  if (spec.endpointSelector === undefined) return false;
  const labels: Record<string, string> = { ...pod.labels, "io.kubernetes.pod.namespace": pod.namespace };
  for (const [key, value] of Object.entries(pod.namespaceLabels))
    labels[`io.cilium.k8s.namespace.labels.${key}`] = value;
  return labelSelectorMatches(withoutSources(spec.endpointSelector), labels);
}

function withoutSources(selector: JsonValue): JsonObject {
  const bare = (key: string) => key.replace(/^(k8s|any)[:.]/, "");
  const matchLabels: JsonObject = {};
  const written = valueAt(selector, ["matchLabels"]);
  for (const [key, value] of Object.entries(isObject(written) ? written : {})) matchLabels[bare(key)] = value;
  return {
    matchLabels,
    matchExpressions: mapsAt(selector, "matchExpressions").map(({ value }) => ({
      ...value,
      key: bare(stringAt(value, "key") ?? ""),
    })),
  };
}

/** Calico's selectors are a language of their own; only the plain forms are told apart, all else may select. */
function selectsCalico(spec: JsonObject, pod: PodEndpoint): boolean {
  const selector = stringAt(spec, "selector")?.trim() ?? "";
  const equality = /^([\w./-]+)\s*==\s*(['"])([^'"]*)\2$/.exec(selector);
  return !equality || pod.labels[equality[1] ?? ""] === equality[3];
}
