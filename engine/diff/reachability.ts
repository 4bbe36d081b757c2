import type { Inventory } from "../inventory/inventory";
import { destinationPorts } from "../network/destination-ports";
import { describeEndpoint } from "../network/endpoint";
import { networkOf } from "../network/network";
import { connect } from "../network/reaches";

/** An address that stands for the Internet: documentation range, RFC 5737. */
const OUTSIDE = "203.0.113.1";

/** The connections that are allowed to declared ports, as sentences with their ends; between pods, and from outside. */
export function connectionsOf(inventory: Inventory): ReadonlyMap<string, readonly string[]> {
  const network = networkOf(inventory);
  const connections = new Map<string, readonly string[]>();
  const outside = network.find({ ip: OUTSIDE });
  for (const to of network.pods) {
    for (const { port, protocol } of destinationPorts(to)) {
      const destination = { endpoint: to, port, protocol };
      const name = `${describeEndpoint(to)} on ${port}/${protocol}`;
      for (const from of network.pods) {
        if (from !== to && connect(network, from, destination).answer === "allowed")
          connections.set(`${describeEndpoint(from)} reaches ${name}`, [
            describeEndpoint(from),
            describeEndpoint(to),
          ]);
      }
      if (outside && connect(network, outside, destination).answer === "allowed")
        connections.set(`addresses outside reach ${name} by policy`, [describeEndpoint(to)]);
    }
  }
  return connections;
}

/** The names of the pods in sight, as the ends of connections are called. */
export function endsOf(inventory: Inventory): ReadonlySet<string> {
  return new Set(networkOf(inventory).pods.map(describeEndpoint));
}
