import { isObject } from "../json";
import { numberAt, stringAt } from "../kubernetes/fields";
import { type PodEndpoint, type Protocol, podsOf } from "./endpoint";

/** A port of a pod, as a connection asks for it. */
export interface DestinationPort {
  readonly port: number;
  readonly protocol: Protocol;
}

/** The ports that the containers of a pod declare, each once; TCP where no known protocol is written. */
export function destinationPorts({ fact }: PodEndpoint): DestinationPort[] {
  const written = fact
    ? podsOf(fact).flatMap(({ containers }) => containers.flatMap(({ ports }) => ports))
    : [];
  const unique = new Map<string, DestinationPort>();
  for (const value of written) {
    const port = isObject(value) ? numberAt(value, "containerPort") : undefined;
    const named = stringAt(value, "protocol");
    const protocol: Protocol = named === "UDP" || named === "SCTP" ? named : "TCP";
    if (port !== undefined) unique.set(`${port}/${protocol}`, { port, protocol });
  }
  return [...unique.values()];
}
