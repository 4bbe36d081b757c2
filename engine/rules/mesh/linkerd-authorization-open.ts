import { booleanAt, listAt, mapsAt, stringAt, stringsAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";
import type { ResourceContext } from "../rule";

const GROUP = "policy.linkerd.io";

/** Source: Linkerd "Authorization policy" reference: Server, ServerAuthorization, the authentications, AuthorizationPolicy. */
export const linkerdAuthorizationOpen = defineResourceRule({
  id: "mesh/linkerd-authorization-open",
  title: "Linkerd authorization admits everybody",
  severity: "high",
  why: "A policy that asks for no authentication, or for any identity from any network, opens the server to every caller, as if there were none.",
  remediation: "Name the service accounts or identities that may call.",
  standards: { nsa: ["network-policies"], mitre: ["T1210"], owasp: ["K07"] },
  equivalents: { kyverno: ["check-linkerd-authorizationpolicy", "require-linkerd-server"] },
  controls: ["authorizationpolicy-present-effective-x"],
  waive: "The port is a health or metrics endpoint that the kubelet or a scraper outside the mesh reads.",
  since: "0.1.0",
  appliesTo: [
    "AuthorizationPolicy",
    "ServerAuthorization",
    "Server",
    "MeshTLSAuthentication",
    "NetworkAuthentication",
  ].map((kind) => `${GROUP}/${kind}`),
  check(context) {
    CHECKS[context.resource.kind]?.(context);
  },
});

const CHECKS: Readonly<Record<string, (context: ResourceContext) => void>> = {
  AuthorizationPolicy({ resource, report }) {
    if (listAt(resource.object, "spec", "requiredAuthenticationRefs").length > 0) return;
    report({
      path: ["spec", "requiredAuthenticationRefs"],
      message: "no authentication is required, so every caller is admitted",
    });
  },
  ServerAuthorization({ resource, report }) {
    if (booleanAt(resource.object, "spec", "client", "unauthenticated") === true)
      report({
        path: ["spec", "client", "unauthenticated"],
        message: "callers without an identity are admitted",
      });
    if (booleanAt(resource.object, "spec", "client", "meshTLS", "unauthenticatedTLS") === true)
      report({
        path: ["spec", "client", "meshTLS", "unauthenticatedTLS"],
        message: "callers are admitted by TLS alone, without an identity",
      });
    reportWildcards({ resource, report }, ["spec", "client", "meshTLS", "identities"]);
  },
  Server({ resource, report }) {
    const policy = stringAt(resource.object, "spec", "accessPolicy");
    if (policy === "all-unauthenticated" || policy === "cluster-unauthenticated")
      report({ path: ["spec", "accessPolicy"], message: `"${policy}" admits callers without an identity` });
  },
  MeshTLSAuthentication(context) {
    reportWildcards(context, ["spec", "identities"]);
  },
  NetworkAuthentication({ resource, report }) {
    for (const { index, value } of mapsAt(resource.object, "spec", "networks")) {
      const cidr = stringAt(value, "cidr");
      if ((cidr === "0.0.0.0/0" || cidr === "::/0") && listAt(value, "except").length === 0)
        report({
          path: ["spec", "networks", index, "cidr"],
          severity: "medium",
          message: `${cidr} is every network`,
        });
    }
  },
};

function reportWildcards(
  { resource, report }: Pick<ResourceContext, "resource" | "report">,
  path: string[],
): void {
  const index = stringsAt(resource.object, ...path).indexOf("*");
  if (index >= 0)
    report({
      path: [...path, index],
      severity: "medium",
      message: "every identity of the mesh is admitted",
    });
}
