import type { Fact } from "../../inventory/fact";
import type { Path } from "../../json";
import { mapAt, stringAt, stringsAt } from "../../kubernetes/fields";
import { effectiveNamespace } from "../../network/endpoint";
import { defineInventoryRule } from "../define-rule";

/** Source: Istio analysis messages IST0109, IST0110, IST0111, IST0177. */
export const conflictingResources = defineInventoryRule({
  id: "mesh/conflicting-resources",
  title: "Two mesh resources claim the same host or workloads",
  severity: "medium",
  why: "One of them is ignored, and which one depends on when they were created. A policy or a route that everybody sees in the repository is then not in force.",
  remediation: "Merge them into one, or tell them apart by host, gateway or selector.",
  controls: ["conflicting-configs-x"],
  since: "0.1.0",
  appliesTo: [
    "networking.istio.io/VirtualService",
    "networking.istio.io/DestinationRule",
    "networking.istio.io/Sidecar",
    "security.istio.io/PeerAuthentication",
  ],
  check({ inventory, report }) {
    const first = new Map<string, Fact>();
    const claims = [
      ...inventory.ofKind("networking.istio.io/VirtualService").flatMap(virtualServiceClaims),
      ...inventory.ofKind("networking.istio.io/DestinationRule").flatMap(destinationClaims),
      ...inventory.ofKind("networking.istio.io/Sidecar").map(selectorClaim),
      ...inventory.ofKind("security.istio.io/PeerAuthentication").map(selectorClaim),
    ];
    for (const { fact, key, path, what } of claims) {
      const before = first.get(key);
      if (!before || before === fact) {
        first.set(key, fact);
        continue;
      }
      report(fact, {
        path,
        message: `${what} is also claimed by ${before.groupKind.replace(/^.*\//, "")} ${before.name ?? ""}`,
        related: [{ fact: before, path, message: "claims it first" }],
      });
    }
  },
});

interface Claim {
  readonly fact: Fact;
  readonly key: string;
  readonly path: Path;
  readonly what: string;
}

/** Routes for one host within the mesh are not merged; those of a gateway are. */
function virtualServiceClaims(fact: Fact): Claim[] {
  const gateways = stringsAt(fact.data, "spec", "gateways");
  if (gateways.length > 0 && !gateways.includes("mesh")) return [];
  return stringsAt(fact.data, "spec", "hosts").map((host, index) => ({
    fact,
    key: JSON.stringify(["route", host.includes(".") ? "" : effectiveNamespace(fact.namespace), host]),
    path: ["spec", "hosts", index],
    what: `host "${host}"`,
  }));
}

function destinationClaims(fact: Fact): Claim[] {
  const host = stringAt(fact.data, "spec", "host");
  if (host === undefined) return [];
  const selector = JSON.stringify(mapAt(fact.data, "spec", "workloadSelector"));
  const key = JSON.stringify(["destination", effectiveNamespace(fact.namespace), host, selector]);
  return [{ fact, key, path: ["spec", "host"], what: `host "${host}"` }];
}

function selectorClaim(fact: Fact): Claim {
  const field = fact.groupKind.endsWith("/Sidecar")
    ? ["workloadSelector", "labels"]
    : ["selector", "matchLabels"];
  const labels = mapAt(fact.data, "spec", ...field);
  const sorted = Object.keys(labels)
    .sort()
    .map((name) => [name, labels[name] ?? null]);
  return {
    fact,
    key: JSON.stringify([fact.groupKind, effectiveNamespace(fact.namespace), sorted]),
    path: sorted.length === 0 ? ["metadata", "name"] : ["spec", ...field],
    what: sorted.length === 0 ? "the whole namespace" : "this selection of workloads",
  };
}
