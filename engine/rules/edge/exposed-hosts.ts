import type { Path } from "../../json";
import { stringAt, stringsAt } from "../../kubernetes/fields";
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
  if (single !== undefined) return [{ host: single, at: ["spec", "host"], paths: [] }];
  return stringsAt(resource.object, "spec", "hostnames").map((host, index) => ({
    host,
    at: ["spec", "hostnames", index],
    paths: [],
  }));
}
