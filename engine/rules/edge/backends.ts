import type { Fact } from "../../inventory/fact";
import type { Inventory } from "../../inventory/inventory";
import { memoOf } from "../../inventory/tracked-inventory";
import { type JsonObject, valueAt } from "../../json";
import { mapsAt, numberAt, stringAt } from "../../kubernetes/fields";
import { effectiveNamespace, type PodEndpoint, podsOf } from "../../network/endpoint";
import { selectedPods } from "../../network/network";

/** Finds the Service of a namespace and name, where it is in sight. */
export type FindService = (namespace: string, name: string) => Fact | undefined;

/** Prepares {@link FindService} for a scope. */
export function servicesOf(inventory: Inventory): FindService {
  return (namespace, name) => servicesByName(inventory.whole, namespace).get(name);
}

const servicesByName = memoOf(
  (inventory, namespace: string): ReadonlyMap<string | undefined, Fact> =>
    new Map(inventory.inNamespace("Service", namespace).map((fact) => [fact.name, fact])),
);

/** The item of a Service's ports that a number or name means. */
export function servicePortItem(service: Fact, port: number | string | undefined): JsonObject | undefined {
  return mapsAt(service.data, "spec", "ports").find(({ value }) =>
    typeof port === "number" ? numberAt(value, "port") === port : stringAt(value, "name") === port,
  )?.value;
}

/** The pods that a Service selects, of those in sight. */
export function podsOfService(inventory: Inventory, service: Fact): readonly PodEndpoint[] {
  const selector = valueAt(service.data, ["spec", "selector"]);
  const namespace = effectiveNamespace(service.namespace);
  return selectedPods(inventory, namespace, selector);
}

/** The port on a pod that a Service's port leads to; `undefined` where its name is not declared. */
export function podPort(item: JsonObject, pod: PodEndpoint): number | undefined {
  const name = stringAt(item, "targetPort");
  if (name === undefined) return numberAt(item, "targetPort") ?? numberAt(item, "port");
  return pod.ports.find((each) => each.name === name)?.port;
}

/** The ports that a pod's containers declare, by number. */
export function declaredPorts(
  pod: PodEndpoint,
): readonly { readonly name: string | undefined; readonly port: number; readonly protocol: string }[] {
  const known = portsByPod.get(pod) ?? readPorts(pod);
  portsByPod.set(pod, known);
  return known;
}

const portsByPod = new WeakMap<PodEndpoint, ReturnType<typeof readPorts>>();

function readPorts(pod: PodEndpoint): { name: string | undefined; port: number; protocol: string }[] {
  const containers = pod.fact ? podsOf(pod.fact).flatMap((each) => each.containers) : [];
  return containers.flatMap((container) =>
    container.ports.flatMap((value) => {
      const port = numberAt(value, "containerPort");
      return port === undefined
        ? []
        : [{ name: stringAt(value, "name"), port, protocol: stringAt(value, "protocol") ?? "TCP" }];
    }),
  );
}
