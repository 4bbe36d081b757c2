/** The kinds of routes of the Gateway API whose backends are Services. */
export const ROUTE_KINDS: readonly string[] = [
  "HTTPRoute",
  "GRPCRoute",
  "TLSRoute",
  "TCPRoute",
  "UDPRoute",
].map((kind) => `gateway.networking.k8s.io/${kind}`);
