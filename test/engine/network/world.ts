import { extractFact } from "../../../engine/inventory/extract-fact";
import { createInventory, type Inventory } from "../../../engine/inventory/inventory";
import type { JsonValue } from "../../../engine/json";
import { resourcesOf } from "../../../engine/kubernetes/resource";
import { reaches } from "../../../engine/network/reaches";

/** A scope that holds these resources and nothing else. */
export function world(...resources: readonly object[]): Inventory {
  const facts = resources.flatMap((each, document) =>
    resourcesOf(each as JsonValue).map((resource) => ({
      ...extractFact(resource),
      source: { file: "world.yaml", document, base: [] },
    })),
  );
  return createInventory("", true, facts);
}

/** A Namespace with labels. */
export function namespace(name: string, labels: object = {}): object {
  return { apiVersion: "v1", kind: "Namespace", metadata: { name, labels } };
}

/** A Pod, named as `namespace/name`. */
export function pod(
  path: string,
  labels: object = {},
  extra: { spec?: object; ip?: string; ports?: object[] } = {},
): object {
  const [namespaceName, name] = path.split("/");
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { namespace: namespaceName, name, labels },
    spec: { containers: [{ name: "main", image: "x", ports: extra.ports ?? [] }], ...extra.spec },
    ...(extra.ip ? { status: { podIP: extra.ip } } : {}),
  };
}

/** A NetworkPolicy, named as `namespace/name`. */
export function policy(path: string, spec: object): object {
  const [namespaceName, name] = path.split("/");
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { namespace: namespaceName, name },
    spec,
  };
}

/** An AdminNetworkPolicy and its relatives. */
export function adminPolicy(kind: string, name: string, spec: object): object {
  const version = kind === "ClusterNetworkPolicy" ? "v1alpha2" : "v1alpha1";
  return { apiVersion: `policy.networking.k8s.io/${version}`, kind, metadata: { name }, spec };
}

/** An end of a connection from `namespace/pod`, an address or a block. */
export function end(text: string): { namespace: string; pod: string } | { ip: string } {
  const [namespaceName, name] = text.split("/");
  return name === undefined || /^[0-9]+$/.test(name)
    ? { ip: text }
    : { namespace: namespaceName ?? "", pod: name };
}

/** The answer to `from → to port/protocol`. */
export function ask(
  inventory: Inventory,
  from: string,
  to: string,
  port = 80,
  protocol: "TCP" | "UDP" | "SCTP" = "TCP",
) {
  return reaches(inventory, { from: end(from), to: end(to), port, protocol }).answer;
}
