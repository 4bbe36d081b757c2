import { readFile } from "node:fs/promises";
import { Agent as HttpAgent, type OutgoingHttpHeaders } from "node:http";
import { Agent, type AgentOptions } from "node:https";
import { isIP } from "node:net";
import { VERSION } from "../../engine/project";
import { ClusterError, clusterError } from "../problem";
import { isLoopback } from "../production";
import type { DirectConnection } from "./connection";
import { proxyFor } from "./http-proxy";
import { networkProblem } from "./network-problem";
import { sendRequest } from "./send-request";
import type { Transport } from "./transport";
import { createTunnelAgent } from "./tunnel-agent";

/** Connections that are open to one API server at the same time. */
const MAX_SOCKETS = 8;
const TOKEN_AGE_MS = 60_000;

/** How a direct transport is opened. */
export interface DirectOptions {
  /** For `HTTPS_PROXY` and `NO_PROXY`; default: that of this process. */
  readonly environment?: Readonly<NodeJS.ProcessEnv>;
  /** Milliseconds until the whole answer must be there. */
  readonly timeoutMs: number;
  /** Milliseconds of a clock, for the age of tokens. */
  readonly now?: () => number;
}

/** What is sent as `User-Agent`, so that a cluster's audit log says who asked. */
export const USER_AGENT = `rampart/${VERSION}`;

/** Speaks to an API server over one agent that keeps its connections. Nothing is opened before the first call. */
export function openDirectTransport(connection: DirectConnection, options: DirectOptions): Transport {
  const { server } = connection;
  const url = new URL(server);
  const isPlain = url.protocol === "http:";
  const prefix = url.pathname.replace(/\/+$/, "");
  const authorization = authorizationOf(connection.login, options.now ?? Date.now);
  let agent: Agent | HttpAgent | undefined;
  return {
    kind: "direct",
    async send(call, signal) {
      agent ??= createAgent(connection, options.environment ?? process.env);
      const login = await authorization();
      const headers: OutgoingHttpHeaders = {
        ...impersonationHeaders(connection),
        "user-agent": USER_AGENT,
        // Lists shrink to a tenth; on this machine packing only costs time.
        ...(isLoopback({ server }) ? {} : { "accept-encoding": "gzip" }),
        ...(login === undefined ? {} : { authorization: login }),
      };
      const wire = {
        protocol: isPlain ? ("http" as const) : ("https" as const),
        options: {
          agent,
          host: url.hostname.replace(/^\[|\]$/g, ""),
          port: url.port || (isPlain ? 80 : 443),
          path: prefix + call.path,
          headers,
        },
        timeoutMs: options.timeoutMs,
        name: url.host,
      };
      try {
        return await sendRequest(wire, call, signal);
      } catch (error) {
        if (error instanceof ClusterError) throw error;
        throw new ClusterError(networkProblem(server, error as NodeJS.ErrnoException));
      }
    },
    close() {
      agent?.destroy();
      agent = undefined;
    },
  };
}

function createAgent(
  connection: DirectConnection,
  environment: Readonly<NodeJS.ProcessEnv>,
): Agent | HttpAgent {
  const { server, tls } = connection;
  if (new URL(server).protocol === "http:") {
    // A token must not travel in the clear; a plain port on this machine is a proxy of the user's own.
    if (!isLoopback({ server }) && connection.login.kind !== "none")
      throw clusterError("unreachable", `${new URL(server).host} has no TLS: no login is sent there`);
    return new HttpAgent({ keepAlive: true, maxSockets: MAX_SOCKETS });
  }
  const host = new URL(server).hostname.replace(/^\[|\]$/g, "");
  const servername = tls.serverName ?? (isIP(host) > 0 ? undefined : host);
  const options: AgentOptions = {
    keepAlive: true,
    maxSockets: MAX_SOCKETS,
    ...(tls.ca === undefined ? {} : { ca: tls.ca }),
    ...(tls.cert === undefined ? {} : { cert: tls.cert }),
    ...(tls.key === undefined ? {} : { key: tls.key }),
    ...(servername === undefined ? {} : { servername }),
    ...(tls.insecure ? { rejectUnauthorized: false } : {}),
  };
  const proxy = connection.proxyUrl ?? proxyFor(server, environment);
  try {
    return proxy === undefined ? new Agent(options) : createTunnelAgent(proxy, options);
  } catch {
    throw clusterError(
      "unreadable-kubeconfig",
      "the certificates or the proxy of this context are not readable",
    );
  }
}

/** Gives the `Authorization` header; a token file is read again each minute. */
function authorizationOf(
  login: DirectConnection["login"],
  now: () => number,
): () => Promise<string | undefined> {
  if (login.kind === "none") return async () => undefined;
  if (login.kind === "token") return async () => `Bearer ${login.token}`;
  if (login.kind === "password") {
    const text = `Basic ${Buffer.from(`${login.username}:${login.password}`).toString("base64")}`;
    return async () => text;
  }
  let known: { readonly header: string; readonly readAt: number } | undefined;
  return async () => {
    if (known && now() - known.readAt < TOKEN_AGE_MS) return known.header;
    try {
      known = { header: `Bearer ${(await readFile(login.path, "utf8")).trim()}`, readAt: now() };
      return known.header;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      throw clusterError("credential-plugin", `the token file ${login.path} cannot be read: ${code ?? "?"}`);
    }
  };
}

/** Groups are headers of their own, each: joined by a comma they would be one strange group. */
function impersonationHeaders({ impersonate }: DirectConnection): OutgoingHttpHeaders {
  if (!impersonate) return {};
  const { user, groups, uid, extra = {} } = impersonate;
  return {
    "impersonate-user": user,
    ...(groups.length > 0 ? { "impersonate-group": [...groups] } : {}),
    ...(uid === undefined ? {} : { "impersonate-uid": uid }),
    ...Object.fromEntries(
      Object.entries(extra).map(([key, values]) => [
        `impersonate-extra-${encodeURIComponent(key)}`,
        [...values],
      ]),
    ),
  };
}
