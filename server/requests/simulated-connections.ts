import { destinationPorts } from "../../engine/network/destination-ports";
import {
  describeEndpoint,
  type Endpoint,
  type PodEndpoint,
  type Protocol,
} from "../../engine/network/endpoint";
import { networkOf } from "../../engine/network/network";
import { connect } from "../../engine/network/reaches";
import type { ConnectionsParams, SimulatedConnection } from "./simulated-protocol";
import { podOf, type SimulatedWorld } from "./simulated-world";

/** Addresses that stand for places outside: the Internet (documentation range, RFC 5737) and the clouds' metadata. */
const INTERNET = { title: "addresses outside", ip: "203.0.113.1", port: 443 };
const METADATA = { title: "the cloud's metadata endpoint", ip: "169.254.169.254", port: 80 };

const ORDER = { allowed: 0, unknown: 1, denied: 2 };

/** Whom a workload reaches, or who reaches it, on the ports that pods declare. */
export function simulatedConnections(
  world: SimulatedWorld,
  params: ConnectionsParams,
): SimulatedConnection[] {
  const pod = podOf(world.inventory, params);
  if (!pod) return [];
  const all = params.direction === "reaches" ? reaches(world, pod) : reachedBy(world, pod);
  // Sorting is stable: ends of one answer stay in the order of the files.
  return all.sort((a, b) => ORDER[a.answer] - ORDER[b.answer]);
}

function reaches(world: SimulatedWorld, from: PodEndpoint): SimulatedConnection[] {
  const network = networkOf(world.inventory);
  const outside = [INTERNET, METADATA].flatMap(({ title, ip, port }) => {
    const endpoint = network.find({ ip });
    return endpoint ? [answer(world, from, { endpoint, port, protocol: "TCP" }, title)] : [];
  });
  const pods = network.pods
    .filter((to) => to !== from)
    .flatMap((to) => {
      const ports = destinationPorts(to);
      if (ports.length === 0) return [withoutPort(world, to)];
      return ports.map((port) => answer(world, from, { endpoint: to, ...port }, describeEndpoint(to), to));
    });
  return [...outside, ...pods];
}

function reachedBy(world: SimulatedWorld, to: PodEndpoint): SimulatedConnection[] {
  const network = networkOf(world.inventory);
  const internet = network.find({ ip: INTERNET.ip });
  return destinationPorts(to).flatMap((port) => {
    const destination = { endpoint: to, ...port };
    return [
      ...(internet ? [answer(world, internet, destination, INTERNET.title)] : []),
      ...network.pods
        .filter((from) => from !== to)
        .map((from) => answer(world, from, destination, describeEndpoint(from), from)),
    ];
  });
}

function answer(
  { inventory, placeOf, reasonsOf }: SimulatedWorld,
  from: Endpoint,
  to: { readonly endpoint: Endpoint; readonly port: number; readonly protocol: Protocol },
  end: string,
  shown?: PodEndpoint,
): SimulatedConnection {
  const { by, ...rest } = connect(networkOf(inventory), from, to);
  return { end, port: `${to.port}/${to.protocol}`, ...rest, by: reasonsOf(by), ...placeOf(shown?.fact) };
}

function withoutPort({ placeOf }: SimulatedWorld, to: PodEndpoint): SimulatedConnection {
  const reason = "it declares no port, so there is none to ask about";
  return { end: describeEndpoint(to), answer: "unknown", reason, by: [], ...placeOf(to.fact) };
}
