import { request as requestHttp } from "node:http";
import { Agent, type AgentOptions, request as requestHttps } from "node:https";
import type { Socket } from "node:net";
import { connect as connectTls, type TLSSocket } from "node:tls";

/** What an agent asks for when it needs a connection. */
type ConnectOptions = AgentOptions & { readonly host?: string; readonly port?: number | string };

/**
 * An agent whose connections run through an HTTP proxy (`CONNECT`), encrypted from here to the API server. A name and
 * password in the proxy's URL are sent to the proxy alone.
 */
export function createTunnelAgent(proxyUrl: string, options: AgentOptions): Agent {
  const proxy = new URL(proxyUrl);
  const agent = new Agent(options);
  // Node's types know only the synchronous form; the agent calls back where nothing is returned.
  const connectable = agent as unknown as {
    createConnection(
      options: ConnectOptions,
      callback: (error: Error | null, socket?: TLSSocket) => void,
    ): undefined;
  };
  connectable.createConnection = (target, callback) => {
    openTunnel(proxy, `${bracketed(target.host ?? "")}:${target.port ?? 443}`, (error, socket) => {
      if (!socket) {
        callback(error ?? new Error("the proxy gave no connection"));
        return;
      }
      const secured = connectTls({ ...target, socket }, () => callback(null, secured));
      secured.once("error", (reason) => callback(reason));
    });
    return undefined;
  };
  return agent;
}

function openTunnel(
  proxy: URL,
  authority: string,
  callback: (error: Error | undefined, socket?: Socket) => void,
): void {
  const request = proxy.protocol === "https:" ? requestHttps : requestHttp;
  const credentials =
    proxy.username === ""
      ? undefined
      : Buffer.from(`${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`).toString(
          "base64",
        );
  const asked = request({
    host: proxy.hostname.replace(/^\[|\]$/g, ""),
    port: proxy.port || (proxy.protocol === "https:" ? 443 : 80),
    method: "CONNECT",
    path: authority,
    headers: {
      host: authority,
      ...(credentials === undefined ? {} : { "proxy-authorization": `Basic ${credentials}` }),
    },
  });
  asked.once("connect", (response, socket) => {
    if (response.statusCode === 200) callback(undefined, socket);
    else {
      socket.destroy();
      callback(new Error(`the proxy ${proxy.host} answered ${response.statusCode} to CONNECT`));
    }
  });
  asked.once("response", (response) => {
    response.destroy();
    callback(new Error(`the proxy ${proxy.host} answered ${response.statusCode} to CONNECT`));
  });
  asked.once("error", (error) => callback(new Error(`the proxy ${proxy.host}: ${error.message}`)));
  asked.end();
}

function bracketed(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}
