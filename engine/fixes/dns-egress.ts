import type { JsonObject, JsonValue } from "../json";
import { type ClusterDns, dnsEgressRule } from "../network/cluster-dns";
import type { Fix } from "./fix";

/** For which pods DNS is to be allowed. */
export interface DnsEgressTarget {
  /** The namespace as written; `undefined` where the manifests leave it to a later tool. */
  readonly namespace: string | undefined;
  /** The pods, as a label selector; `{}` for all. Pods that nothing isolates must stay out: an allow isolates them. */
  readonly podSelector: JsonValue;
  /** The name of the new policy. */
  readonly name: string;
}

/** A NetworkPolicy that lets pods reach the cluster's DNS over UDP and TCP and nothing else. */
export function dnsEgressPolicy(target: DnsEgressTarget, dns: ClusterDns): JsonObject {
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: {
      name: target.name,
      ...(target.namespace === undefined ? {} : { namespace: target.namespace }),
    },
    spec: { podSelector: target.podSelector, policyTypes: ["Egress"], egress: [dnsEgressRule(dns)] },
  };
}

/** The fix that adds {@link dnsEgressPolicy}. It only opens what names need, so it is safe. */
export function allowDnsEgress(target: DnsEgressTarget, dns: ClusterDns): Fix {
  const where = target.namespace === undefined ? "this namespace" : `namespace ${target.namespace}`;
  return {
    title: `Allow DNS egress in ${where}`,
    safety: "safe",
    changes: [],
    documents: [dnsEgressPolicy(target, dns)],
  };
}
