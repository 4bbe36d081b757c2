import type { Inventory } from "../../inventory/inventory";
import { producedSecrets } from "../../inventory/produced-secrets";
import { mapsAt, stringAt } from "../../kubernetes/fields";

/** ConfigMaps that controllers put into every namespace. */
const COMMON_CONFIG_MAPS = new Set([
  "kube-root-ca.crt",
  "istio-ca-root-cert",
  "openshift-service-ca.crt",
  "linkerd-identity-trust-roots",
]);

/** Groups whose objects make no Secrets or ConfigMaps of their own name. */
const PLAIN_GROUPS =
  /^(?:|apps|batch|policy|autoscaling|[a-z-]+\.k8s\.io|kustomize\.config\.k8s\.io|helm\.sh|kube-rampart)$/;

/**
 * Tells whether something in the scope may make a Secret or ConfigMap of a name: controllers that we know, generators,
 * and custom resources that we do not know but whose name it starts with, as operators name what they make.
 */
export function producersOf(inventory: Inventory): (kind: "Secret" | "ConfigMap", name: string) => boolean {
  const secrets = new Set(producedSecrets(inventory));
  const configMaps = new Set(COMMON_CONFIG_MAPS);
  for (const fact of inventory.ofKind("networking.k8s.io/Ingress")) {
    if (!Object.keys(fact.annotations).some((key) => key.startsWith("cert-manager.io/"))) continue;
    for (const { value } of mapsAt(fact.data, "spec", "tls"))
      secrets.add(stringAt(value, "secretName") ?? "");
  }
  for (const fact of inventory.ofKind("kustomize.config.k8s.io/Kustomization"))
    for (const { value } of mapsAt(fact.data, "configMapGenerator"))
      configMaps.add(stringAt(value, "name") ?? "");
  const prefixes = inventory.facts.flatMap(({ groupKind, name }) => {
    const slash = groupKind.indexOf("/");
    return slash < 0 || name === undefined || PLAIN_GROUPS.test(groupKind.slice(0, slash)) ? [] : [name];
  });
  return (kind, name) => {
    if ((kind === "Secret" ? secrets : configMaps).has(name)) return true;
    return prefixes.some(
      (prefix) => name === prefix || name.startsWith(`${prefix}-`) || name.startsWith(`${prefix}.`),
    );
  };
}
