import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { createAuthority } from "./certificates";

/** A server that answers as a test says: an API server that misbehaves. */
export interface StandIn {
  /** `https://127.0.0.1:<port>` */
  readonly server: string;
  /** PEM of the authority that signed its certificate. */
  readonly authority: string;
  /** The requests so far. */
  readonly requests: readonly {
    readonly method: string;
    readonly url: string;
    readonly headers: IncomingMessage["headers"];
    /** Header names and values in turn, repeated ones apart. */
    readonly rawHeaders: readonly string[];
  }[];
  /** Connections that were opened so far. */
  readonly connections: number;
  stop(): Promise<void>;
}

/** Starts a stand-in on a free port of the loopback address. */
export async function startStandIn(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<StandIn> {
  const authority = createAuthority();
  const serving = authority.issue({ commonName: "stand-in", hosts: ["127.0.0.1"] });
  const requests: StandIn["requests"][number][] = [];
  const sockets = new Set<Duplex>();
  let connections = 0;
  const server = createServer({ cert: serving.cert, key: serving.key }, (request, response) => {
    const { method = "", url = "", headers, rawHeaders } = request;
    requests.push({ method, url, headers, rawHeaders });
    answer(request, response);
  });
  server.on("connection", (socket) => {
    connections += 1;
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    server: `https://127.0.0.1:${port}`,
    authority: authority.cert,
    requests,
    get connections() {
      return connections;
    },
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Answers with JSON. */
export function json(response: ServerResponse, body: object, status = 200): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
