import type { Inventory } from "../inventory/inventory";
import { deepEqual, isObject, type JsonObject, type JsonValue, valueAt } from "../json";
import { type ClusterDns, dnsEgressRule } from "../network/cluster-dns";
import { effectiveNamespace, type PodEndpoint } from "../network/endpoint";
import { networkOf } from "../network/network";
import { connectionEvidence, type EvidencedConnection, type Peer } from "./connection-evidence";
import { defaultDenyPolicy, freePolicyName } from "./default-deny";
import type { GeneratedPolicies, GeneratedPolicy } from "./generated-policy";

/** For which namespace policies are generated. */
export interface GeneratePoliciesTarget {
  /** As the scope has it. */
  readonly namespace: string | undefined;
  /** As the manifests write it; `undefined` where a later tool sets it. */
  readonly written: string | undefined;
}

/** What is left out of "anywhere": the metadata services of clouds. */
const LINK_LOCAL = "169.254.0.0/16";
/** The annotation that tells what the rules rest on. */
export const EVIDENCE_ANNOTATION = "kube-rampart/evidence";

/**
 * NetworkPolicies for a namespace, derived from what the manifests declare: backends of Ingresses and routes, published
 * Services, monitors, webhooks, hosts in env and ConfigMaps, and rights at the API server. DNS first, then the allows,
 * each with its evidence, then the default deny.
 */
export function generatePolicies(
  inventory: Inventory,
  { namespace, written }: GeneratePoliciesTarget,
  dns: ClusterDns,
): GeneratedPolicies {
  const own = effectiveNamespace(namespace);
  const pods = networkOf(inventory)
    .podsIn(own)
    .filter(({ hostNetwork }) => !hostNetwork);
  if (pods.length === 0) return { policies: [], unknown: [] };
  const { connections, unknown } = connectionEvidence(inventory);
  const names = createNames(inventory, own);
  const policies: GeneratedPolicy[] = [
    {
      object: policyOf(names("allow-dns-egress"), written, {}, "Egress", [dnsEgressRule(dns)]),
      evidence: [`egress 1: every pod asks ${dns.title}`],
    },
  ];
  for (const direction of ["Ingress", "Egress"] as const) {
    for (const group of groupBySelector(pods, direction, connections)) {
      const { pod, rules } = group;
      const side = direction === "Ingress" ? "to" : "from";
      const evidence = rules.map(
        (rule, at) => `${direction.toLowerCase()} ${at + 1}: ${[...rule.evidence].join("; ")}`,
      );
      const object = policyOf(
        names(`allow-${side}-${pod.name}`),
        written,
        { matchLabels: { ...pod.labels } },
        direction,
        rules.map(({ rule }) => rule),
        evidence,
      );
      policies.push({ object, evidence });
    }
  }
  if (!isDenied(inventory, own))
    policies.push({
      object: defaultDenyPolicy(written, ["Ingress", "Egress"], names("default-deny-all")),
      evidence: [],
    });
  const spoken = new Set(connections.flatMap(({ from }) => (from.kind === "pod" ? [from.pod] : [])));
  const hints = unknown.filter(({ pod }) => pod.namespace === own);
  const hinted = new Set(hints.map(({ pod }) => pod));
  return {
    policies,
    unknown: [
      ...hints.map(({ pod, what }) => `${pod.name}: ${what}, which no policy can name`),
      ...pods
        .filter((pod) => !spoken.has(pod) && !hinted.has(pod))
        .map(({ name }) => `${name}: nothing in the manifests tells what it connects to`),
    ],
  };
}

interface Rule {
  readonly rule: JsonObject;
  readonly evidence: Set<string>;
}

interface Group {
  readonly pod: PodEndpoint;
  readonly rules: readonly Rule[];
}

/** The connections of a direction by the workload of the namespace that has them; equal rules once. */
function groupBySelector(
  pods: readonly PodEndpoint[],
  direction: "Ingress" | "Egress",
  connections: readonly EvidencedConnection[],
): Group[] {
  return pods.flatMap((pod): Group[] => {
    if (Object.keys(pod.labels).length === 0) return [];
    const rules: Rule[] = [];
    for (const connection of connections) {
      const { from, to, port, protocol, evidence } = connection;
      const [near, far] = direction === "Ingress" ? [to, from] : [from, to];
      if (near.kind !== "pod" || near.pod !== pod || isSamePod(near, far)) continue;
      const rule = ruleOf(direction, pod, far, port, protocol);
      const known = rules.find((each) => deepEqual(each.rule, rule));
      if (known) known.evidence.add(evidence);
      else rules.push({ rule, evidence: new Set([evidence]) });
    }
    return rules.length > 0 ? [{ pod, rules }] : [];
  });
}

function isSamePod(a: Peer, b: Peer): boolean {
  return a.kind === "pod" && b.kind === "pod" && a.pod === b.pod;
}

function ruleOf(
  direction: "Ingress" | "Egress",
  pod: PodEndpoint,
  far: Peer,
  port: number | undefined,
  protocol: string,
): JsonObject {
  const peers = peersOf(direction, pod, far);
  return {
    ...(peers ? { [direction === "Ingress" ? "from" : "to"]: peers } : {}),
    ...(port === undefined ? {} : { ports: [{ protocol, port }] }),
  };
}

/** How a policy names the other end; `undefined`: anybody. */
function peersOf(direction: "Ingress" | "Egress", pod: PodEndpoint, far: Peer): JsonValue[] | undefined {
  const inNamespace = (name: string) => ({
    namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": name } },
  });
  switch (far.kind) {
    case "pod": {
      const { namespace, labels, hostNetwork } = far.pod;
      // A pod in its node's network has the node's address, which no selector matches.
      if (hostNetwork) return undefined;
      const selector = { podSelector: { matchLabels: { ...labels } } };
      return [namespace === pod.namespace ? selector : { ...inNamespace(namespace), ...selector }];
    }
    case "namespace":
      return [inNamespace(far.namespace)];
    case "block":
      return [{ ipBlock: { cidr: far.cidr } }];
    case "anything":
      return direction === "Ingress" ? undefined : [{ ipBlock: { cidr: "0.0.0.0/0", except: [LINK_LOCAL] } }];
  }
}

function policyOf(
  name: string,
  namespace: string | undefined,
  podSelector: JsonObject,
  direction: "Ingress" | "Egress",
  rules: readonly JsonObject[],
  evidence: readonly string[] = [],
): JsonObject {
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: {
      name,
      ...(namespace === undefined ? {} : { namespace }),
      ...(evidence.length > 0 ? { annotations: { [EVIDENCE_ANNOTATION]: evidence.join("\n") } } : {}),
    },
    spec: { podSelector, policyTypes: [direction], [direction.toLowerCase()]: [...rules] },
  };
}

/** Names that no policy of the namespace has yet, short enough for a resource. */
function createNames(inventory: Inventory, namespace: string): (wanted: string) => string {
  const taken = new Set(
    networkOf(inventory)
      .policiesIn(namespace)
      .map(({ fact }) => fact.name ?? ""),
  );
  return (wanted) => {
    const name = freePolicyName(wanted.slice(0, 60).replace(/[^a-z0-9]+$/, ""), taken);
    taken.add(name);
    return name;
  };
}

/** Whether a policy closes the whole namespace already, in both directions. */
function isDenied(inventory: Inventory, namespace: string): boolean {
  return networkOf(inventory)
    .policiesIn(namespace)
    .some(({ fact, rules }) => {
      const selector = valueAt(fact.data, ["spec", "podSelector"]);
      return (
        isObject(selector) &&
        Object.keys(selector).length === 0 &&
        rules.ingress !== undefined &&
        rules.egress !== undefined
      );
    });
}
