import { effectiveNamespace } from "../../network/endpoint";
import { networkOf } from "../../network/network";
import { defineInventoryRule } from "../define-rule";

/** Source: Istio "Security best practices": define a default-deny AuthorizationPolicy. */
export const noAuthorizationPolicy = defineInventoryRule({
  id: "mesh/no-authorization-policy",
  title: "Namespace of the mesh has no AuthorizationPolicy",
  severity: "medium",
  why: "Without one, every workload of the mesh may call every operation here: identities are proven and nobody asks what they may do.",
  remediation:
    "Add an AuthorizationPolicy without rules, which denies by default, and allow each caller by its principal.",
  standards: { nsa: ["network-policies"], mitre: ["T1210"], owasp: ["K07"] },
  equivalents: { kyverno: ["require-authorizationpolicies", "check-linkerd-authorizationpolicy"] },
  controls: ["authorizationpolicy-present-effective-x"],
  fixable: true,
  since: "0.1.0",
  appliesTo: ["Namespace", "security.istio.io/AuthorizationPolicy", "policy.linkerd.io/AuthorizationPolicy"],
  needsClosedScope: true,
  check({ inventory, report }) {
    const policies = [
      ...inventory.ofKind("security.istio.io/AuthorizationPolicy"),
      ...inventory.ofKind("policy.linkerd.io/AuthorizationPolicy"),
      ...inventory.ofKind("policy.linkerd.io/ServerAuthorization"),
    ].map(({ namespace }) => effectiveNamespace(namespace));
    const covered = new Set(policies);
    const network = networkOf(inventory);
    for (const fact of inventory.ofKind("Namespace")) {
      const inMesh =
        fact.labels["istio-injection"] === "enabled" ||
        fact.labels["istio.io/rev"] !== undefined ||
        fact.labels["istio.io/dataplane-mode"] === "ambient" ||
        fact.annotations["linkerd.io/inject"] === "enabled";
      const name = fact.name ?? "";
      if (!inMesh || covered.has(name) || covered.has("istio-system") || network.podsIn(name).length === 0)
        continue;
      report(fact, {
        path: ["metadata", "name"],
        message: `namespace ${name} is in the mesh and has no AuthorizationPolicy`,
        fixes:
          fact.annotations["linkerd.io/inject"] === "enabled"
            ? []
            : [
                {
                  title: `Deny by default in namespace ${name}`,
                  safety: "input",
                  changes: [],
                  documents: [
                    {
                      apiVersion: "security.istio.io/v1",
                      kind: "AuthorizationPolicy",
                      metadata: { name: "allow-nothing", namespace: name },
                      spec: {},
                    },
                  ],
                },
              ],
      });
    }
  },
});
