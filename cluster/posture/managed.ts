import { isDefaultRbac } from "../../engine/access";
import { defaultRbacFacts } from "../../engine/access/default-rbac";
import { extractFact } from "../../engine/inventory/extract-fact";
import { deepEqual, type JsonObject } from "../../engine/json";
import { stringAt, stringMapAt } from "../../engine/kubernetes/fields";
import { NEWEST_MINOR } from "../../engine/kubernetes/kubernetes-version";
import { resourcesOf } from "../../engine/kubernetes/resource";
import { isSystemNamespace } from "../../engine/kubernetes/system-namespaces";

/** Labels by which a provider marks what it manages itself. Sources: AKS, GKE and addon-manager documentation. */
const PROVIDERS: readonly (readonly [label: string, value: RegExp, name: string])[] = [
  ["kubernetes.azure.com/managedby", /./, "AKS"],
  ["kubernetes.azure.com/mode", /system/, "AKS"],
  ["addonmanager.kubernetes.io/mode", /./, "the provider"],
  ["components.gke.io/component-name", /./, "GKE"],
  ["eks.amazonaws.com/component", /./, "EKS"],
];

/** The label of roles and bindings that every API server makes. */
const BOOTSTRAP = "kubernetes.io/bootstrapping";

/**
 * Who manages an object that its user did not make, such as `AKS` or `Kubernetes`; `undefined` for the user's own.
 * Findings about these are counted apart: their user cannot put them right.
 */
export function managedBy(object: JsonObject): string | undefined {
  const labels = stringMapAt(object, "metadata", "labels");
  const provider = PROVIDERS.find(([label, value]) => value.test(labels[label] ?? ""))?.[2];
  if (provider !== undefined) return provider;
  if (isDefaultObject(object) || isPutThere(object)) return "Kubernetes";
  const isNamespace = object.kind === "Namespace";
  const namespace = stringAt(object, "metadata", isNamespace ? "name" : "namespace");
  if (namespace !== undefined && isSystemNamespace(namespace)) return "the cluster";
  return (stringAt(object, "metadata", "name") ?? "").startsWith("system:") ? "Kubernetes" : undefined;
}

/** Objects that controllers put into every namespace, or that the API server makes for itself. */
const PUT_THERE = new Set([
  "ConfigMap/kube-root-ca.crt",
  "ConfigMap/istio-ca-root-cert",
  "ConfigMap/openshift-service-ca.crt",
]);

function isPutThere({ kind, metadata }: JsonObject): boolean {
  const [name, namespace] = [stringAt(metadata, "name"), stringAt(metadata, "namespace")];
  return (
    PUT_THERE.has(`${kind}/${name}`) ||
    (kind === "Service" && name === "kubernetes" && namespace === "default")
  );
}

const defaults = new Map(
  defaultRbacFacts(NEWEST_MINOR)
    .filter(isDefaultRbac)
    .map((fact) => [`${fact.groupKind}\n${fact.namespace ?? ""}\n${fact.name ?? ""}`, fact.data]),
);

/**
 * Whether an object is a role or binding as every API server makes it. A default binding to which somebody was added
 * is not: that is a favourite hiding place.
 */
export function isDefaultObject(object: JsonObject): boolean {
  const labels = stringMapAt(object, "metadata", "labels");
  const [resource] = labels[BOOTSTRAP] === undefined ? [] : resourcesOf(object);
  if (!resource) return false;
  const { groupKind, namespace = "", name = "", data } = extractFact(resource);
  const known = defaults.get(`${groupKind}\n${namespace}\n${name}`);
  const isBinding = groupKind.endsWith("Binding");
  // Rules of default roles differ between versions; subjects of default bindings do not.
  return !isBinding || known === undefined || deepEqual(known, data);
}
