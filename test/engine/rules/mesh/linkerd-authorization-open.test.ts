import { expect, test } from "vitest";
import { judge } from "../../judge";
import { LINKERD, mesh } from "./manifests";

const ID = "mesh/linkerd-authorization-open";
const of = (kind: string, spec: object) => judge(ID, mesh(LINKERD, kind, spec));

test.each<[string, object, (string | number)[]]>([
  ["AuthorizationPolicy", { targetRef: {} }, ["requiredAuthenticationRefs"]],
  ["AuthorizationPolicy", { requiredAuthenticationRefs: [] }, ["requiredAuthenticationRefs"]],
  ["ServerAuthorization", { client: { unauthenticated: true } }, ["client", "unauthenticated"]],
  [
    "ServerAuthorization",
    { client: { meshTLS: { unauthenticatedTLS: true } } },
    ["client", "meshTLS", "unauthenticatedTLS"],
  ],
  [
    "ServerAuthorization",
    { client: { meshTLS: { identities: ["*"] } } },
    ["client", "meshTLS", "identities", 0],
  ],
  ["Server", { accessPolicy: "all-unauthenticated" }, ["accessPolicy"]],
  ["MeshTLSAuthentication", { identities: ["a", "*"] }, ["identities", 1]],
  ["NetworkAuthentication", { networks: [{ cidr: "0.0.0.0/0" }] }, ["networks", 0, "cidr"]],
])("%s %j", (kind, spec, path) => {
  expect(of(kind, spec)).toMatchObject([{ path: ["spec", ...path] }]);
});

test.each<[string, object]>([
  ["AuthorizationPolicy", { requiredAuthenticationRefs: [{ kind: "ServiceAccount", name: "web" }] }],
  ["ServerAuthorization", { client: { meshTLS: { serviceAccounts: [{ name: "web" }] } } }],
  ["Server", { accessPolicy: "deny" }],
  ["MeshTLSAuthentication", { identities: ["web.shop.serviceaccount.identity.linkerd.cluster.local"] }],
  [
    "NetworkAuthentication",
    { networks: [{ cidr: "0.0.0.0/0", except: ["10.0.0.0/8"] }, { cidr: "10.0.0.0/8" }] },
  ],
])("%s %j is quiet", (kind, spec) => {
  expect(of(kind, spec)).toEqual([]);
});
