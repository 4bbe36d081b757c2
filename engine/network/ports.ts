import { type JsonObject, valueAt } from "../json";
import { mapsAt, numberAt, stringAt } from "../kubernetes/fields";
import type { Endpoint, Protocol } from "./endpoint";

/** What a connection asks of its destination. */
export interface Destination {
  readonly endpoint: Endpoint;
  /** The port on the destination pod, never a Service's. */
  readonly port: number;
  readonly protocol: Protocol;
}

/** Says whether a rule's ports admit a connection. */
export type PortMatcher = (destination: Destination) => boolean;

/** The ports of a NetworkPolicy rule; an absent or empty list is every port. */
export function networkPolicyPorts(rule: JsonObject): PortMatcher {
  const ports = mapsAt(rule, "ports").map(({ value }) => networkPolicyPort(value));
  return ports.length === 0 ? () => true : (destination) => ports.some((port) => port(destination));
}

function networkPolicyPort(item: JsonObject): PortMatcher {
  const protocol = stringAt(item, "protocol") ?? "TCP";
  const name = stringAt(item, "port");
  if (name !== undefined)
    return (destination) => destination.protocol === protocol && hasNamedPort(destination, name, protocol);
  const first = numberAt(item, "port");
  const last = numberAt(item, "endPort") ?? first;
  return (destination) =>
    destination.protocol === protocol &&
    (first === undefined || last === undefined || (destination.port >= first && destination.port <= last));
}

/** A name is looked up on the destination pod; an address has none. Without a protocol any protocol fits. */
function hasNamedPort({ endpoint, port }: Destination, name: string, protocol?: string): boolean {
  return (
    endpoint.kind === "pod" &&
    endpoint.ports.some(
      (each) => each.name === name && each.port === port && (!protocol || each.protocol === protocol),
    )
  );
}

/** The `ports` of v1alpha1 or the `protocols` of v1alpha2 of an admin policy's rule; absent or empty is every port. */
export function adminPolicyPorts(rule: JsonObject): PortMatcher {
  const matchers = [
    ...mapsAt(rule, "ports").map(({ value }) => portOfV1alpha1(value)),
    ...mapsAt(rule, "protocols").map(({ value }) => protocolOfV1alpha2(value)),
  ];
  return matchers.length === 0 ? () => true : (destination) => matchers.some((match) => match(destination));
}

function portOfV1alpha1(item: JsonObject): PortMatcher {
  const name = stringAt(item, "namedPort");
  if (name !== undefined) return named(name);
  const range = item.portRange === undefined ? "portNumber" : "portRange";
  const protocol = stringAt(item, range, "protocol") ?? "TCP";
  const first = numberAt(item, range, range === "portRange" ? "start" : "port");
  const last = range === "portRange" ? numberAt(item, range, "end") : first;
  return between(protocol, first, last);
}

function protocolOfV1alpha2(item: JsonObject): PortMatcher {
  const name = stringAt(item, "destinationNamedPort");
  if (name !== undefined) return named(name);
  for (const protocol of ["tcp", "udp", "sctp"]) {
    if (item[protocol] === undefined) continue;
    const port = valueAt(item, [protocol, "destinationPort"]);
    if (port === undefined) return (destination) => destination.protocol === protocol.toUpperCase();
    const number = numberAt(port, "number");
    return between(
      protocol.toUpperCase(),
      number ?? numberAt(port, "range", "start"),
      number ?? numberAt(port, "range", "end"),
    );
  }
  return () => false;
}

function named(name: string): PortMatcher {
  return (destination) =>
    destination.endpoint.kind === "pod" &&
    destination.endpoint.ports.some(
      (each) =>
        each.name === name && each.port === destination.port && each.protocol === destination.protocol,
    );
}

function between(protocol: string, first: number | undefined, last: number | undefined): PortMatcher {
  return (destination) =>
    destination.protocol === protocol &&
    first !== undefined &&
    last !== undefined &&
    destination.port >= first &&
    destination.port <= last;
}
