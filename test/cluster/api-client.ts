import { Agent, type RequestOptions, request as send } from "node:https";
import type { Certificate } from "./certificates";

/** Who asks: a bearer token (also as plain text), a client certificate, or nobody. */
export type Identity =
  | string
  | { readonly token: string }
  | { readonly certificate: Certificate }
  | { readonly anonymous: true };

/** What the API server answered. */
export interface ApiResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The parsed body of a JSON answer, else its text. Tests look at parts of it, so it is not typed further. */
  // biome-ignore lint/suspicious/noExplicitAny: the shape depends on the path, and each test asserts the parts it reads
  readonly body: any;
}

/** One HTTP request; see `ControlPlane.request`. */
export interface ApiClient {
  request(method: string, path: string, body: unknown, identity: Identity): Promise<ApiResponse>;
  /** Closes idle connections. */
  close(): void;
}

const patchTypes: Readonly<Record<string, string>> = {
  PATCH: "application/merge-patch+json",
  APPLY: "application/apply-patch+yaml",
};

/** A client over `node:https` with kept-alive connections, at most 16 at a time for each certificate. */
export function createApiClient(server: string, authority: string): ApiClient {
  const agents = new Map<string, Agent>();
  const agentFor = (certificate?: Certificate): Agent => {
    const id = certificate?.cert ?? "";
    let agent = agents.get(id);
    if (agent === undefined) {
      agent = new Agent({ ca: authority, keepAlive: true, maxSockets: 16, ...certificate });
      agents.set(id, agent);
    }
    return agent;
  };

  const credentials = (identity: Identity): { agent: Agent; headers: Record<string, string> } => {
    if (typeof identity === "string") {
      return { agent: agentFor(), headers: { authorization: `Bearer ${identity}` } };
    }
    if ("token" in identity) {
      return { agent: agentFor(), headers: { authorization: `Bearer ${identity.token}` } };
    }
    return { agent: agentFor("certificate" in identity ? identity.certificate : undefined), headers: {} };
  };

  return {
    request: (method, path, body, identity) =>
      new Promise((resolve, reject) => {
        const { agent, headers } = credentials(identity);
        const payload = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
        const options: RequestOptions = {
          agent,
          method: method === "APPLY" ? "PATCH" : method,
          headers: {
            accept: "application/json",
            ...headers,
            ...(payload && {
              "content-type": patchTypes[method] ?? "application/json",
              "content-length": payload.length,
            }),
          },
        };
        const outgoing = send(new URL(path, server), options, (response) => {
          const chunks: Buffer[] = [];
          response.on("data", (chunk: Buffer) => chunks.push(chunk));
          response.on("error", reject);
          response.on("end", () => {
            const text = Buffer.concat(chunks).toString("utf8");
            const isJson = String(response.headers["content-type"]).startsWith("application/json");
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              body: isJson ? JSON.parse(text) : text,
            });
          });
        });
        outgoing.on("error", reject);
        outgoing.end(payload);
      }),
    close: () => {
      for (const agent of agents.values()) {
        agent.destroy();
      }
    },
  };
}
