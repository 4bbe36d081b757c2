import type { Inventory } from "../../inventory/inventory";
import { producedSecrets } from "../../inventory/produced-secrets";
import { memoOf } from "../../inventory/tracked-inventory";
import { mapsAt, stringAt } from "../../kubernetes/fields";

/** ConfigMaps that controllers put into every namespace. */
const COMMON_CONFIG_MAPS = new Set([
  "kube-root-ca.crt",
  "istio-ca-root-cert",
  "openshift-service-ca.crt",
  "linkerd-identity-trust-roots",
]);

/** Groups whose objects make no Secrets or ConfigMaps after their own name, or whose products are known otherwise. */
const PLAIN_GROUPS =
  /^(?:github\.com|gitlab\.com|azure\.com)$|(?:^|\.)(?:apps|batch|policy|autoscaling|k8s\.io|x-k8s\.io|kustomize\.config\.k8s\.io|helm\.sh|kube-rampart|external-secrets\.io|bitnami\.com|cert-manager\.io|istio\.io|linkerd\.io|kyverno\.io|gatekeeper\.sh|argoproj\.io|keda\.sh|traefik\.io|cilium\.io|projectcalico\.org|knative\.dev)$/;

/**
 * Tells whether something in the scope may make a Secret or ConfigMap of a name: controllers that we know, generators,
 * and custom resources that we do not know but whose name it starts with, as operators name what they make.
 */
export function producersOf(inventory: Inventory): (kind: "Secret" | "ConfigMap", name: string) => boolean {
  return producersIn(inventory.whole);
}

const producersIn = memoOf((inventory): ReturnType<typeof producersOf> => {
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
  const makers = new Set<string>();
  for (const kind of inventory.kinds()) {
    const slash = kind.indexOf("/");
    if (slash < 0 || PLAIN_GROUPS.test(kind.slice(0, slash))) continue;
    for (const { name } of inventory.ofKind(kind)) if (name !== undefined) makers.add(name);
  }
  return (kind, name) => {
    if ((kind === "Secret" ? secrets : configMaps).has(name) || makers.has(name)) return true;
    return (
      makers.size > 0 && [...name.matchAll(/[-.]/g)].some(({ index }) => makers.has(name.slice(0, index)))
    );
  };
});
