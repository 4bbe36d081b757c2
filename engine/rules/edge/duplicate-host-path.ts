import type { Fact } from "../../inventory/fact";
import type { Path } from "../../json";
import { mapsAt, stringAt } from "../../kubernetes/fields";
import { defineInventoryRule } from "../define-rule";

interface Claim {
  readonly fact: Fact;
  readonly key: string;
  readonly shown: string;
  readonly path: Path;
}

/** Source: networking/v1 Ingress; OpenShift route admission: the older Route wins. */
export const duplicateHostPath = defineInventoryRule({
  id: "edge/duplicate-host-path",
  title: "Two Ingresses claim the same host and path",
  severity: "medium",
  why: "Which backend answers depends on the controller and on which was created first. Across namespaces it is how one team takes another's traffic.",
  remediation: "Let one Ingress own each host and path.",
  standards: { mitre: ["T1557"] },
  equivalents: {
    kyverno: ["unique-ingress-host", "unique-ingress-host-and-path", "unique-ingress-path", "unique-routes"],
    gatekeeper: ["K8sUniqueIngressHost"],
  },
  controls: ["duplicate-ingress-host-path-x", "traefik-openshift-routes"],
  since: "0.1.0",
  appliesTo: ["networking.k8s.io/Ingress", "route.openshift.io/Route"],
  check({ inventory, report }) {
    const first = new Map<string, Claim>();
    const claims = [
      ...inventory.ofKind("networking.k8s.io/Ingress").flatMap(ingressClaims),
      ...inventory.ofKind("route.openshift.io/Route").flatMap(routeClaims),
    ];
    for (const claim of claims) {
      const before = first.get(claim.key);
      if (!before) {
        first.set(claim.key, claim);
        continue;
      }
      report(claim.fact, {
        path: claim.path,
        message: `"${claim.shown}" is also claimed by ${before.fact === claim.fact ? "another rule of this Ingress" : `${before.fact.namespace ?? ""}/${before.fact.name ?? ""}`.replace(/^\//, "")}`,
        related: [{ fact: before.fact, path: before.path, message: "claims it first" }],
      });
    }
  },
});

function ingressClaims(fact: Fact): Claim[] {
  const className =
    stringAt(fact.data, "spec", "ingressClassName") ?? fact.annotations["kubernetes.io/ingress.class"] ?? "";
  // A canary is a second Ingress for the same path by design.
  if (fact.annotations["nginx.ingress.kubernetes.io/canary"] === "true") return [];
  return mapsAt(fact.data, "spec", "rules").flatMap((rule) => {
    const host = stringAt(rule.value, "host") ?? "";
    if (host === "") return [];
    return mapsAt(rule.value, "http", "paths").map(({ index, value }): Claim => {
      const path = stringAt(value, "path") ?? "/";
      return {
        fact,
        key: JSON.stringify([className, host, path, stringAt(value, "pathType") ?? ""]),
        shown: host + path,
        path: ["spec", "rules", rule.index, "http", "paths", index, "path"],
      };
    });
  });
}

function routeClaims(fact: Fact): Claim[] {
  const host = stringAt(fact.data, "spec", "host");
  const path = stringAt(fact.data, "spec", "path") ?? "";
  if (!host) return [];
  return [{ fact, key: JSON.stringify(["route", host, path]), shown: host + path, path: ["spec", "host"] }];
}
