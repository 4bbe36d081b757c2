import type { JsonObject } from "../json";

/** A place where pods of a cluster send their DNS queries. */
export type DnsResolver =
  /** Pods that serve DNS; `port` is the pod's port, and its two names as the usual manifests declare them. */
  | {
      readonly kind: "pods";
      readonly namespace: string;
      readonly labels: Readonly<Record<string, string>>;
      readonly port: number;
      readonly portNames: { readonly UDP: string; readonly TCP: string };
    }
  /** An address of the node or of the platform, which no pod selector can match. */
  | { readonly kind: "address"; readonly address: string; readonly port: number };

/** What a preset knows of a cluster's DNS. */
export interface ClusterDns {
  readonly name: string;
  /** How a message names it. */
  readonly title: string;
  /** Where queries go; a pod resolves when it reaches any one of them. */
  readonly resolvers: readonly DnsResolver[];
}

const KUBE_DNS: DnsResolver = {
  kind: "pods",
  namespace: "kube-system",
  labels: { "k8s-app": "kube-dns" },
  port: 53,
  portNames: { UDP: "dns", TCP: "dns-tcp" },
};

/*
 * Sources: kubernetes/kubernetes cluster/addons/dns (CoreDNS keeps the label k8s-app=kube-dns; NodeLocal DNSCache
 * listens on 169.254.20.10 in the host's network), learn.microsoft.com "LocalDNS in AKS" (169.254.10.11 answers pods
 * with dnsPolicy ClusterFirst), cloud.google.com "Cloud DNS for GKE" (169.254.169.254:53), OpenShift dns-operator
 * (pods of openshift-dns listen on 5353).
 */
const PRESETS: readonly ClusterDns[] = [
  { name: "kube-dns", title: "the cluster's DNS (kube-dns in kube-system)", resolvers: [KUBE_DNS] },
  {
    name: "nodelocal",
    title: "NodeLocal DNSCache (169.254.20.10)",
    resolvers: [{ kind: "address", address: "169.254.20.10", port: 53 }],
  },
  {
    name: "aks-localdns",
    title: "AKS LocalDNS (169.254.10.11)",
    resolvers: [{ kind: "address", address: "169.254.10.11", port: 53 }],
  },
  {
    name: "gke-clouddns",
    title: "Cloud DNS for GKE (169.254.169.254)",
    resolvers: [{ kind: "address", address: "169.254.169.254", port: 53 }],
  },
  {
    name: "openshift",
    title: "OpenShift's DNS (openshift-dns, port 5353)",
    resolvers: [
      {
        kind: "pods",
        namespace: "openshift-dns",
        labels: { "dns.operator.openshift.io/daemonset-dns": "default" },
        port: 5353,
        portNames: { UDP: "dns", TCP: "dns-tcp" },
      },
    ],
  },
];

/** The names of the presets, for the configuration's schema. */
export const CLUSTER_DNS_PRESETS: readonly string[] = PRESETS.map(({ name }) => name);

/** The preset of a name; an unknown name reads as `kube-dns`, which is what nearly every cluster has. */
export function clusterDnsOf(name: string): ClusterDns {
  return PRESETS.find((preset) => preset.name === name) ?? { ...(PRESETS[0] as ClusterDns) };
}

/**
 * The egress rule that lets pods reach the cluster's DNS over UDP and TCP. Where a node-local cache answers, the pods
 * behind it are named too, since the cache is bypassed while it restarts.
 */
export function dnsEgressRule(dns: ClusterDns): JsonObject {
  const resolvers = dns.resolvers.some(({ kind }) => kind === "pods")
    ? dns.resolvers
    : [...dns.resolvers, ...(dns.name === "gke-clouddns" ? [] : [KUBE_DNS])];
  const port = dns.resolvers[0]?.port ?? 53;
  return {
    to: resolvers.map((resolver) =>
      resolver.kind === "pods"
        ? {
            namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": resolver.namespace } },
            podSelector: { matchLabels: { ...resolver.labels } },
          }
        : { ipBlock: { cidr: `${resolver.address}/32` } },
    ),
    ports: [
      { protocol: "UDP", port },
      { protocol: "TCP", port },
    ],
  };
}
