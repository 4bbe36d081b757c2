import type { Fact } from "../../inventory/fact";
import type { Inventory } from "../../inventory/inventory";
import type { Path } from "../../json";
import { mapsAt, stringAt, stringsAt } from "../../kubernetes/fields";
import { effectiveNamespace } from "../../network/endpoint";
import { defineInventoryRule } from "../define-rule";
import { servicesOf } from "../edge/backends";

/** Source: Istio analysis messages IST0101, IST0132, IST0138, IST0161, IST0173, IST0174. */
export const danglingReference = defineInventoryRule({
  id: "mesh/dangling-reference",
  title: "Mesh resource names a gateway, host, subset or credential that is not there",
  severity: "medium",
  why: "Requests get 404 or 503 and the gateway serves no certificate, while every pod is healthy. Nothing refuses the reference when it is applied.",
  remediation: "Name what exists, or add what is missing to this deployment.",
  controls: ["dangling-references-x", "gateway-credential-invalid-duplicate-cert-port-missing-x"],
  since: "0.1.0",
  appliesTo: [
    "networking.istio.io/VirtualService",
    "networking.istio.io/DestinationRule",
    "networking.istio.io/Gateway",
    "Service",
    "Secret",
  ],
  needsClosedScope: true,
  check({ inventory, report }) {
    for (const fact of inventory.ofKind("networking.istio.io/VirtualService")) {
      for (const { path, message } of [
        ...missingGateways(inventory, fact),
        ...missingDestinations(inventory, fact),
      ])
        report(fact, { path, message });
    }
    for (const fact of inventory.ofKind("networking.istio.io/Gateway"))
      for (const { path, message } of missingCredentials(inventory, fact)) report(fact, { path, message });
  },
});

interface Missing {
  readonly path: Path;
  readonly message: string;
}

function missingGateways(inventory: Inventory, fact: Fact): Missing[] {
  return stringsAt(fact.data, "spec", "gateways").flatMap((name, index) => {
    if (name === "mesh") return [];
    const slash = name.indexOf("/");
    const namespace = slash < 0 ? effectiveNamespace(fact.namespace) : name.slice(0, slash);
    const bare = name.slice(slash + 1);
    // Gateways of another namespace are most often the platform's.
    if (namespace !== effectiveNamespace(fact.namespace)) return [];
    const isThere = inventory
      .ofKind("networking.istio.io/Gateway")
      .some((gateway) => gateway.name === bare && effectiveNamespace(gateway.namespace) === namespace);
    return isThere
      ? []
      : [{ path: ["spec", "gateways", index], message: `Gateway "${name}" does not exist` }];
  });
}

function missingDestinations(inventory: Inventory, fact: Fact): Missing[] {
  const find = servicesOf(inventory);
  const entries = new Set(
    inventory
      .ofKind("networking.istio.io/ServiceEntry")
      .flatMap((entry) => stringsAt(entry.data, "spec", "hosts")),
  );
  return ["http", "tcp", "tls"].flatMap((list) =>
    mapsAt(fact.data, "spec", list).flatMap((route) =>
      mapsAt(route.value, "route").flatMap(({ index, value }): Missing[] => {
        const host = stringAt(value, "destination", "host");
        const path: Path = ["spec", list, route.index, "route", index, "destination"];
        const place =
          host === undefined ? undefined : serviceOfHost(host, effectiveNamespace(fact.namespace));
        if (host === undefined || !place || entries.has(host)) return [];
        if (place.namespace !== effectiveNamespace(fact.namespace)) return [];
        if (!find(place.namespace, place.name))
          return [
            {
              path: [...path, "host"],
              message: `Service "${place.name}" does not exist in namespace ${place.namespace}`,
            },
          ];
        const subset = stringAt(value, "destination", "subset");
        if (subset === undefined || hasSubset(inventory, place, subset)) return [];
        return [
          {
            path: [...path, "subset"],
            message: `no DestinationRule of "${place.name}" has a subset "${subset}"`,
          },
        ];
      }),
    ),
  );
}

/** The Service that a host of the cluster means; `undefined` for a name outside. */
function serviceOfHost(host: string, own: string): { name: string; namespace: string } | undefined {
  const match = /^([a-z0-9-]+)(?:\.([a-z0-9-]+)(?:\.svc(?:\.cluster\.local)?)?)?$/.exec(host);
  if (!match) return undefined;
  const isOutside = match[2] !== undefined && !host.includes(".svc");
  return isOutside ? undefined : { name: match[1] ?? "", namespace: match[2] ?? own };
}

function hasSubset(
  inventory: Inventory,
  place: { name: string; namespace: string },
  subset: string,
): boolean {
  return inventory.ofKind("networking.istio.io/DestinationRule").some((rule) => {
    const host = serviceOfHost(stringAt(rule.data, "spec", "host") ?? "", effectiveNamespace(rule.namespace));
    return (
      host?.name === place.name &&
      host.namespace === place.namespace &&
      mapsAt(rule.data, "spec", "subsets").some(({ value }) => stringAt(value, "name") === subset)
    );
  });
}

/** Producers of Secrets whose names a gateway may rely on. */
const PRODUCERS = [
  "cert-manager.io/Certificate",
  "external-secrets.io/ExternalSecret",
  "bitnami.com/SealedSecret",
];

function missingCredentials(inventory: Inventory, fact: Fact): Missing[] {
  // The Secret lives with the gateway's pods; only where they are in sight is its absence known.
  const namespace = effectiveNamespace(fact.namespace);
  const secrets = inventory
    .ofKind("Secret")
    .filter((each) => effectiveNamespace(each.namespace) === namespace);
  const isProduced = PRODUCERS.some((kind) => inventory.ofKind(kind).length > 0);
  if (secrets.length === 0 || isProduced) return [];
  return mapsAt(fact.data, "spec", "servers").flatMap(({ index, value }) => {
    const name = stringAt(value, "tls", "credentialName");
    if (name === undefined || secrets.some((secret) => secret.name === name)) return [];
    return [
      {
        path: ["spec", "servers", index, "tls", "credentialName"],
        message: `Secret "${name}" does not exist in namespace ${namespace}`,
      },
    ];
  });
}
