import type { JsonObject, Path } from "../../json";
import { mapsAt, numberAt, stringAt } from "../../kubernetes/fields";
import type { Resource } from "../../kubernetes/resource";

/** A listener of a Gateway, with its place. */
export interface Listener {
  readonly value: JsonObject;
  readonly path: Path;
  readonly name: string;
  readonly protocol: string | undefined;
  readonly port: number | undefined;
  readonly hostname: string | undefined;
}

/** The listeners of a Gateway (`gateway.networking.k8s.io`) or a ListenerSet. */
export function listenersOf(resource: Resource): Listener[] {
  return mapsAt(resource.object, "spec", "listeners").map(({ index, value }) => ({
    value,
    path: ["spec", "listeners", index],
    name: stringAt(value, "name") ?? String(index),
    protocol: stringAt(value, "protocol"),
    port: numberAt(value, "port"),
    hostname: stringAt(value, "hostname"),
  }));
}

/** The kinds that hold listeners. */
export const GATEWAY_KINDS = [
  "gateway.networking.k8s.io/Gateway",
  "gateway.networking.k8s.io/ListenerSet",
  "gateway.networking.x-k8s.io/XListenerSet",
];
