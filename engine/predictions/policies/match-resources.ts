import type { JsonObject } from "../../json";
import { hasMap, listAt, mapAt, mapsAt, stringAt, stringsAt } from "../../kubernetes/fields";
import { parseLabelSelector, selectorMatches } from "../../kubernetes/selector";
import type { AdmissionRequest } from "./admission-request";

/** An answer, where the manifests decide it. */
export type Decision = "yes" | "no" | "unknown";

/** All must hold. */
export function both(...answers: readonly Decision[]): Decision {
  if (answers.includes("no")) return "no";
  return answers.includes("unknown") ? "unknown" : "yes";
}

/** The label that every namespace carries. */
export const NAMESPACE_NAME = "kubernetes.io/metadata.name";

/** What is known of the namespace of a request: its labels, where the Namespace is in sight. */
export type NamespaceLabels = Readonly<Record<string, string>> | undefined;

/**
 * Whether the `matchConstraints` of a policy, or the `matchResources` of a binding, take a request in.
 * Source: the API documentation of `MatchResources`; k8s.io/apiserver pkg/admission/plugin/policy/matching.
 *
 * @param everything whether no rules at all mean every resource, as they do in a binding
 */
export function matchResources(
  constraints: JsonObject,
  request: AdmissionRequest,
  namespaceLabels: NamespaceLabels,
  everything: boolean,
): Decision {
  const selected = both(
    matchNamespace(constraints, request, namespaceLabels),
    matchObject(constraints, request),
  );
  if (selected === "no") return "no";
  const excluded = matchAny(constraints, "excludeResourceRules", request);
  if (excluded === "yes") return "no";
  const hasRules = listAt(constraints, "resourceRules").length > 0;
  const included = hasRules ? matchAny(constraints, "resourceRules", request) : everything ? "yes" : "no";
  return both(selected, included, excluded === "unknown" ? "unknown" : "yes");
}

/** Whether the rules of a webhook configuration take a request in. */
export function matchRules(webhook: JsonObject, request: AdmissionRequest): Decision {
  return matchAny(webhook, "rules", request);
}

function matchAny(holder: JsonObject, list: string, request: AdmissionRequest): Decision {
  const isExact = stringAt(holder, "matchPolicy") === "Exact";
  const answers = mapsAt(holder, list).map(({ value }) => matchRule(value, request, isExact));
  if (answers.includes("yes")) return "yes";
  return answers.includes("unknown") ? "unknown" : "no";
}

const has = (list: readonly string[], wanted: string) => list.includes("*") || list.includes(wanted);

function matchRule(rule: JsonObject, request: AdmissionRequest, isExact: boolean): Decision {
  if (!has(stringsAt(rule, "operations"), "CREATE") || !has(stringsAt(rule, "apiGroups"), request.group))
    return "no";
  const scope = stringAt(rule, "scope") ?? "*";
  if (scope !== "*" && scope !== (request.isNamespaced ? "Namespaced" : "Cluster")) return "no";
  const resource = matchResource(stringsAt(rule, "resources"), request);
  if (resource === "no") return "no";
  const names = stringsAt(rule, "resourceNames");
  const named: Decision =
    names.length === 0
      ? "yes"
      : request.name === undefined
        ? "unknown"
        : names.includes(request.name)
          ? "yes"
          : "no";
  // Another version that is served would be matched too, after conversion.
  const version: Decision = has(stringsAt(rule, "apiVersions"), request.version)
    ? "yes"
    : isExact
      ? "no"
      : "unknown";
  return both(resource, named, version);
}

function matchResource(resources: readonly string[], { resource, kind }: AdmissionRequest): Decision {
  if (resources.some((each) => each === "*" || each === "*/*")) return "yes";
  if (resource !== undefined) return resources.includes(resource) ? "yes" : "no";
  const stem = kind.toLowerCase().slice(0, 3);
  return resources.some((each) => !each.includes("/") && each.startsWith(stem)) ? "unknown" : "no";
}

function matchObject(constraints: JsonObject, { labels, madeLabels }: AdmissionRequest): Decision {
  if (!hasMap(constraints, "objectSelector")) return "yes";
  return matchSelector(mapAt(constraints, "objectSelector"), labels, (key) => !madeLabels.includes(key));
}

function matchNamespace(
  constraints: JsonObject,
  request: AdmissionRequest,
  labels: NamespaceLabels,
): Decision {
  if (!hasMap(constraints, "namespaceSelector")) return "yes";
  const selector = mapAt(constraints, "namespaceSelector");
  const { kind, group, isNamespaced, namespace } = request;
  if (kind === "Namespace" && group === "")
    return matchSelector(selector, { ...request.labels, [NAMESPACE_NAME]: request.name ?? "" }, () => true);
  if (!isNamespaced) return "yes";
  if (namespace === undefined) return matchSelector(selector, {}, () => false);
  return matchSelector(
    selector,
    { ...labels, [NAMESPACE_NAME]: namespace },
    (key) => labels !== undefined || key === NAMESPACE_NAME,
  );
}

/** Whether labels satisfy a selector; unknown where that depends on one that is not known. */
function matchSelector(
  value: JsonObject,
  labels: Readonly<Record<string, string>>,
  isKnown: (key: string) => boolean,
): Decision {
  const selector = parseLabelSelector(value);
  if (!selector) return "unknown";
  return both(
    ...selector.map((requirement): Decision => {
      if (!isKnown(requirement.key)) return "unknown";
      return selectorMatches([requirement], labels) ? "yes" : "no";
    }),
  );
}
