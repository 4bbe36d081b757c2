import type { Services } from "../../services";
import type { SimulatedRequests } from "./answers";

/** Asks the server about the simulated cluster. Rejects where it cannot start or does not answer. */
export type Ask = <Name extends keyof SimulatedRequests>(
  name: Name,
  params: SimulatedRequests[Name]["params"],
) => Promise<SimulatedRequests[Name]["result"]>;

/** Asks by the language server, which is started for it. */
export function createAsk({ server }: Services): Ask {
  return async <Name extends keyof SimulatedRequests>(
    name: Name,
    params: SimulatedRequests[Name]["params"],
  ) => {
    const client = await server.start();
    const method = `rampart/simulated/${name}`;
    // The server is part of the same package: it answers in the shape that is written down beside the request.
    return await (params === undefined
      ? client.sendRequest<SimulatedRequests[Name]["result"]>(method)
      : client.sendRequest<SimulatedRequests[Name]["result"]>(method, params));
  };
}
