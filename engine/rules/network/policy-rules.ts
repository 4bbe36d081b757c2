import { type JsonObject, type JsonValue, type Path, valueAt } from "../../json";
import { listAt, mapsAt, stringAt } from "../../kubernetes/fields";
import type { GroupKind, Resource } from "../../kubernetes/resource";
import { isEmptySelector } from "../../network/empty-selector";
import { type Direction, policyDirections } from "../../network/network-policy";

/** The NetworkPolicy kinds, the group of old manifests included. */
export const NETWORK_POLICY_KINDS: readonly GroupKind[] = [
  "networking.k8s.io/NetworkPolicy",
  "extensions/NetworkPolicy",
];

/** A rule of a NetworkPolicy as written, with its place. */
export interface WrittenRule {
  readonly direction: Direction;
  readonly value: JsonObject;
  readonly path: Path;
  /** `from` or `to`, by the direction. */
  readonly peersKey: "from" | "to";
  readonly peers: readonly { readonly value: JsonObject; readonly path: Path }[];
}

/** The rules of the directions in which a policy works; those of others are ignored by the cluster. */
export function writtenRules(resource: Resource, ...wanted: readonly Direction[]): WrittenRule[] {
  const spec = resource.object.spec;
  const directions = policyDirections(spec);
  return wanted
    .filter((direction) => directions.has(direction))
    .flatMap((direction) =>
      mapsAt(spec, direction).map(({ index, value }): WrittenRule => {
        const path: Path = ["spec", direction, index];
        const peersKey = direction === "ingress" ? "from" : "to";
        const peers = mapsAt(value, peersKey).map((peer) => ({
          value: peer.value,
          path: [...path, peersKey, peer.index],
        }));
        return { direction, value, path, peersKey, peers };
      }),
    );
}

/** Whether a rule names no port, so that every port is meant. */
export function allowsEveryPort(rule: JsonObject): boolean {
  return listAt(rule, "ports").length === 0;
}

/** Whether a block is every address of a family. */
export function isEveryAddress(cidr: JsonValue | undefined): boolean {
  return cidr === "0.0.0.0/0" || cidr === "::/0";
}

/** How a message says which pods a policy selects. */
export function describeSelection(resource: Resource): string {
  const selector = valueAt(resource.object, ["spec", "podSelector"]);
  return selector === undefined || isEmptySelector(selector)
    ? "every pod of the namespace"
    : "the selected pods";
}

/** The ports of a rule as numbers with their ends; names and protocols alone are left out. */
export function numericPorts(rule: JsonObject): { first: number; last: number; protocol: string }[] {
  return mapsAt(rule, "ports").flatMap(({ value }) => {
    const first = typeof value.port === "number" ? value.port : undefined;
    if (first === undefined) return [];
    const last = typeof value.endPort === "number" ? value.endPort : first;
    return [{ first, last, protocol: stringAt(value, "protocol") ?? "TCP" }];
  });
}
