import type { Fact } from "../inventory/fact";
import type { Inventory } from "../inventory/inventory";
import { isObject, type JsonValue, valueAt } from "../json";
import { listAt, mapAt, mapsAt, numberAt, stringAt } from "../kubernetes/fields";
import { podsOf } from "../network/endpoint";
import type { Aspect } from "./gap";

/** Annotations of service accounts that name an identity of a cloud. */
const CLOUD_IDENTITIES = [
  "azure.workload.identity/client-id",
  "eks.amazonaws.com/role-arn",
  "iam.gke.io/gcp-service-account",
];

/** Annotations and labels that name who answers for a resource. */
const OWNERS = ["app.kubernetes.io/managed-by-team", "owner", "team", "contact", "a8r.io/owner"];

/** Parameters of a SecretProviderClass that name the identity by which it reads its vault. */
const VAULT_IDENTITIES = ["clientID", "userAssignedIdentityID"];

/** The cloud identity of each service account, and those by which secrets are read. */
export function cloudIdentities(inventory: Inventory): Aspect {
  const identities = new Map<string, string>();
  for (const fact of inventory.ofKind("secrets-store.csi.x-k8s.io/SecretProviderClass"))
    for (const parameter of VAULT_IDENTITIES) {
      const value = stringAt(fact.data, "spec", "parameters", parameter);
      if (value) identities.set(`SecretProviderClass ${fact.name} ${parameter}`, value);
    }
  for (const account of inventory.ofKind("ServiceAccount")) {
    for (const annotation of CLOUD_IDENTITIES) {
      const value = account.annotations[annotation];
      if (value) identities.set(`ServiceAccount ${account.name} ${annotation}`, value);
    }
  }
  return identities;
}

/** Where secrets come from, how often they are refreshed, and who owns them. */
export function secretSources(inventory: Inventory): Aspect {
  const sources = new Map<string, string>();
  const owner = (fact: Fact) => {
    const named = OWNERS.map((key) => fact.annotations[key] ?? fact.labels[key]).find(
      (value) => value !== undefined,
    );
    return named ? `, owned by ${named}` : ", no owner";
  };
  for (const fact of inventory.ofKind("external-secrets.io/ExternalSecret")) {
    const store = stringAt(fact.data, "spec", "secretStoreRef", "name") ?? "?";
    sources.set(
      `ExternalSecret ${fact.name}`,
      `store ${store}, refreshed every ${stringAt(fact.data, "spec", "refreshInterval") ?? "1h"}${owner(fact)}`,
    );
  }
  for (const fact of inventory.ofKind("secrets-store.csi.x-k8s.io/SecretProviderClass")) {
    const vault = stringAt(fact.data, "spec", "parameters", "keyvaultName");
    sources.set(
      `SecretProviderClass ${fact.name}`,
      `provider ${stringAt(fact.data, "spec", "provider") ?? "?"}${vault ? `, vault ${vault}` : ""}${owner(fact)}`,
    );
  }
  for (const fact of inventory.ofKind("Secret"))
    sources.set(`Secret ${fact.name}`, `written in a manifest${owner(fact)}`);
  for (const fact of inventory.ofKind("bitnami.com/SealedSecret"))
    sources.set(`SealedSecret ${fact.name}`, `sealed in a manifest${owner(fact)}`);
  return sources;
}

/** The vaults that secrets come from, where a name means the same vault everywhere. Source: names of Azure Key Vaults. */
export function vaults(inventory: Inventory): Aspect {
  return new Map(
    inventory.ofKind("secrets-store.csi.x-k8s.io/SecretProviderClass").flatMap((fact) => {
      const vault = stringAt(fact.data, "spec", "parameters", "keyvaultName");
      return vault ? [[`SecretProviderClass ${fact.name} keyvaultName`, vault] as const] : [];
    }),
  );
}

/** What each namespace enforces, and what admission policies do. */
export function enforcement(inventory: Inventory): Aspect {
  const enforced = new Map<string, string>();
  const levels = new Set<string>();
  for (const namespace of inventory.ofKind("Namespace"))
    levels.add(namespace.labels["pod-security.kubernetes.io/enforce"] ?? "nothing");
  if (levels.size > 0) enforced.set("Pod Security enforced by namespaces", [...levels].sort().join(", "));
  for (const binding of inventory.ofKind("admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding")) {
    enforced.set(
      `ValidatingAdmissionPolicyBinding ${binding.name}`,
      listAt(binding.data, "spec", "validationActions").map(String).sort().join(", "),
    );
  }
  for (const kind of ["ResourceQuota", "LimitRange"]) {
    const count = inventory.ofKind(kind).length;
    if (count > 0) enforced.set(kind, "present");
  }
  return enforced;
}

/** What the network policies of an environment are, by name and shape. */
export function networkPolicies(inventory: Inventory): Aspect {
  return new Map(
    inventory.ofKind("networking.k8s.io/NetworkPolicy").map((fact) => {
      const count = (field: string) => listAt(fact.data, "spec", field).length;
      return [
        `NetworkPolicy ${fact.name}`,
        `${listAt(fact.data, "spec", "policyTypes").map(String).sort().join("+") || "Ingress"}: ${count("ingress")} ingress, ${count("egress")} egress rules`,
      ];
    }),
  );
}

/** How each workload can be rolled back: its image references and, for Deployments, its history. */
export function rollback(inventory: Inventory): Aspect {
  const aspects = new Map<string, string>();
  for (const fact of workloadsOf(inventory)) {
    const images = podsOf(fact).flatMap(({ containers }) =>
      containers.map(({ image }) => pinning(image ?? "")),
    );
    aspects.set(nameOf(fact), [...new Set(images)].sort().join(", "));
  }
  return aspects;
}

function pinning(image: string): string {
  if (image.includes("@sha256:")) return "by digest";
  const tag = /:([\w.-]+)$/.exec(image)?.[1];
  return tag === undefined || tag === "latest" ? "moving tag" : "by tag";
}

/** Replicas, images, probes and resources of each workload's containers. */
export function workloadShape(inventory: Inventory): Aspect {
  const shapes = new Map<string, string>();
  for (const fact of workloadsOf(inventory)) {
    const name = nameOf(fact);
    const replicas = isObject(fact.data) ? fact.data.replicas : undefined;
    shapes.set(`${name} replicas`, typeof replicas === "number" ? String(replicas) : "1 (default)");
    for (const container of podsOf(fact).flatMap(({ containers }) => containers)) {
      const at = `${name} container ${container.name ?? "?"}`;
      shapes.set(`${at} image`, container.image ?? "none");
      shapes.set(`${at} probes`, Object.keys(container.probes).sort().join(", ") || "none");
      shapes.set(`${at} resources`, resourcesOf(container.resources) || "none");
    }
  }
  return shapes;
}

function resourcesOf(resources: JsonValue): string {
  return ["requests", "limits"]
    .flatMap((part) =>
      Object.entries(mapAt(resources, part)).map(([key, value]) => `${part} ${key}=${String(value)}`),
    )
    .sort()
    .join(", ");
}

/** The workloads of an environment, Jobs and Pods included. */
export function workloadsOf(inventory: Inventory): Fact[] {
  return inventory.facts.filter((fact) => podsOf(fact).length > 0);
}

/** How rows call a resource: without its namespace, which differs between environments by design. */
export function nameOf({ groupKind, name }: Pick<Fact, "groupKind" | "name">): string {
  return `${groupKind.replace(/^.*\//, "")} ${name ?? "?"}`;
}

/** The bounds of each autoscaler. */
export function autoscalers(inventory: Inventory): Aspect {
  return new Map(
    inventory
      .ofKind("autoscaling/HorizontalPodAutoscaler")
      .map((fact) => [
        nameOf(fact),
        `${numberAt(fact.data, "spec", "minReplicas") ?? 1} to ${numberAt(fact.data, "spec", "maxReplicas") ?? "?"} replicas, ${mapsAt(fact.data, "spec", "metrics").length} metrics`,
      ]),
  );
}

/** How many pods of a workload may be taken away at once. */
export function disruptionBudgets(inventory: Inventory): Aspect {
  return new Map(
    inventory.ofKind("policy/PodDisruptionBudget").map((fact) => {
      const bounds = ["minAvailable", "maxUnavailable"].flatMap((field) => {
        const value = valueAt(fact.data, ["spec", field]);
        return value === undefined ? [] : [`${field} ${String(value)}`];
      });
      return [nameOf(fact), bounds.join(", ") || "no bound"];
    }),
  );
}
