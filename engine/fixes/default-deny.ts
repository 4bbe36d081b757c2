import type { JsonObject } from "../json";
import type { ClusterDns } from "../network/cluster-dns";
import { dnsEgressPolicy } from "./dns-egress";
import type { Fix } from "./fix";

/** A direction that a default deny closes, as `policyTypes` writes it. */
export type PolicyType = "Ingress" | "Egress";

/** What is to be closed, and under which names. */
export interface DefaultDenyTarget {
  /** The namespace as written; `undefined` where the manifests leave it to a later tool. */
  readonly namespace: string | undefined;
  readonly types: readonly PolicyType[];
  /** Names that policies of the namespace already have. */
  readonly taken: ReadonlySet<string>;
}

/** A NetworkPolicy that selects every pod of a namespace and allows nothing in the given directions. */
export function defaultDenyPolicy(
  namespace: string | undefined,
  types: readonly PolicyType[],
  name: string,
): JsonObject {
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
    spec: { podSelector: {}, policyTypes: [...types] },
  };
}

/**
 * The fix that adds a default deny, and the DNS egress before it where egress is closed. Connections that no policy
 * allows yet will fail, so it is one that hardens.
 */
export function addDefaultDeny(target: DefaultDenyTarget, dns: ClusterDns): Fix {
  const { namespace, types, taken } = target;
  const suffix = types.length === 2 ? "all" : (types[0] ?? "").toLowerCase();
  const documents: JsonObject[] = [];
  if (types.includes("Egress")) {
    const name = freePolicyName("allow-dns-egress", taken);
    documents.push(dnsEgressPolicy({ namespace, podSelector: {}, name }, dns));
  }
  documents.push(defaultDenyPolicy(namespace, types, freePolicyName(`default-deny-${suffix}`, taken)));
  const where = namespace === undefined ? "this namespace" : `namespace ${namespace}`;
  const keeps = types.includes("Egress") ? ", keeping DNS" : "";
  const what = types.map((type) => type.toLowerCase()).join(" and ");
  return {
    title: `Deny ${what} by default in ${where}${keeps}`,
    safety: "harden",
    changes: [],
    documents,
  };
}

/** A name that no policy of the namespace has yet. */
export function freePolicyName(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted;
  let number = 2;
  while (taken.has(`${wanted}-${number}`)) number++;
  return `${wanted}-${number}`;
}
