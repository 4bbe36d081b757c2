import { BlockList, isIP } from "node:net";

/**
 * The proxy a server is reached through, by `HTTPS_PROXY` and `NO_PROXY`, or `undefined`. Loopback addresses are never
 * asked through a proxy. Follows golang.org/x/net/http/httpproxy, as kubectl does.
 */
export function proxyFor(server: string, environment: Readonly<NodeJS.ProcessEnv>): string | undefined {
  const proxy = environment.HTTPS_PROXY || environment.https_proxy;
  if (!proxy) return undefined;
  const { hostname, port } = new URL(server);
  const host = hostname.replace(/^\[|\]$/g, "").toLowerCase();
  if (host === "localhost" || /^127\./.test(host) || host === "::1") return undefined;
  const exceptions = (environment.NO_PROXY || environment.no_proxy || "").split(",");
  if (exceptions.some((each) => isExcepted(each.trim().toLowerCase(), host, port || "443"))) return undefined;
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(proxy) ? proxy : `http://${proxy}`;
}

function isExcepted(exception: string, host: string, port: string): boolean {
  if (exception === "") return false;
  if (exception === "*") return true;
  const range = /^(?<address>[0-9a-f.:]+)\/(?<length>\d{1,3})$/.exec(exception)?.groups;
  if (range) return isInRange(host, range.address ?? "", Number(range.length));
  const [, name = "", onlyPort] = /^(.*?)(?::(\d+))?$/.exec(isIP(exception) === 6 ? "" : exception) ?? [];
  if (isIP(exception) === 6) return host === exception;
  if (onlyPort !== undefined && onlyPort !== port) return false;
  if (isIP(name) > 0) return host === name;
  const domain = name.replace(/^\*?\./, "");
  // `.example.com` means its subdomains; `example.com` itself as well.
  return host.endsWith(`.${domain}`) || (!name.startsWith(".") && !name.startsWith("*.") && host === domain);
}

function isInRange(host: string, address: string, length: number): boolean {
  const family = isIP(host);
  if (family === 0 || isIP(address) !== family || length > (family === 4 ? 32 : 128)) return false;
  const type = family === 4 ? "ipv4" : "ipv6";
  const list = new BlockList();
  list.addSubnet(address, length, type);
  return list.check(host, type);
}
