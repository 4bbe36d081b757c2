import type { JsonObject, Path } from "../../json";
import { mapsAt, stringAt, stringsAt } from "../../kubernetes/fields";
import type { GroupKind, Resource } from "../../kubernetes/resource";
import { INGRESS_KINDS, ingressRules, isChallengeSolver } from "./ingress";

/** A host that a resource makes reachable from outside, with the places of host and paths in the resource. */
export interface ExposedHost {
  readonly host: string;
  readonly at: Path;
  /** Empty where the resource says nothing of paths. */
  readonly paths: readonly { readonly value: string; readonly at: Path }[];
}

/** The kinds that name the hosts of the edge. */
export const EXPOSING_KINDS: readonly GroupKind[] = [
  ...INGRESS_KINDS,
  "gateway.networking.k8s.io/HTTPRoute",
  "gateway.networking.k8s.io/GRPCRoute",
  "gateway.networking.k8s.io/TLSRoute",
  "route.openshift.io/Route",
];

/**
 * The hosts that a resource of one of `EXPOSING_KINDS` makes reachable; none for the short-lived Ingress that answers
 * an ACME challenge.
 */
export function exposedHosts(resource: Pick<Resource, "kind" | "labels" | "object">): ExposedHost[] {
  if (resource.kind === "Ingress") {
    if (isChallengeSolver(resource)) return [];
    return ingressRules(resource).flatMap(({ host, path, paths }) =>
      host
        ? [
            {
              host,
              at: [...path, "host"],
              paths: paths.flatMap(({ value, at }) => (value ? [{ value, at: [...at, "path"] }] : [])),
            },
          ]
        : [],
    );
  }
  const single = stringAt(resource.object, "spec", "host");
  if (single !== undefined) {
    const path = stringAt(resource.object, "spec", "path");
    const paths = path ? [{ value: path, at: ["spec", "path"] }] : [];
    return [{ host: single, at: ["spec", "host"], paths }];
  }
  const paths = resource.kind === "HTTPRoute" ? routePaths(resource.object) : [];
  return stringsAt(resource.object, "spec", "hostnames").map((host, index) => ({
    host,
    at: ["spec", "hostnames", index],
    paths,
  }));
}

/**
 * The paths that an HTTPRoute serves, of every rule. Source: Gateway API, HTTPRouteMatch: without a path, or without
 * any match, everything under the host.
 */
function routePaths(route: JsonObject): ExposedHost["paths"] {
  return mapsAt(route, "spec", "rules").flatMap(({ index, value: rule }) => {
    const at: Path = ["spec", "rules", index];
    const matches = mapsAt(rule, "matches");
    if (matches.length === 0) return [{ value: "/", at }];
    return matches.map((match) => {
      const value = stringAt(match.value, "path", "value");
      const own: Path = [...at, "matches", match.index];
      return value === undefined ? { value: "/", at: own } : { value, at: [...own, "path", "value"] };
    });
  });
}
