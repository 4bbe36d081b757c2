import { mapsAt, stringAt } from "../kubernetes/fields";
import type { Inventory } from "./inventory";
import { memoOf } from "./tracked-inventory";

/**
 * The names of Secrets that controllers or generators of a scope create, so that a reference to one of them is no
 * dangling one: ExternalSecret, SealedSecret, SecretProviderClass, Certificate, and kustomize generators. Namespaces
 * are left aside: a name is enough to keep a rule quiet.
 */
export function producedSecrets(inventory: Inventory): ReadonlySet<string> {
  return producedIn(inventory.whole);
}

const producedIn = memoOf((inventory): ReadonlySet<string> => {
  const names: (string | undefined)[] = [];
  for (const fact of inventory.ofKind("external-secrets.io/ExternalSecret"))
    names.push(stringAt(fact.data, "spec", "target", "name") ?? fact.name);
  for (const fact of inventory.ofKind("external-secrets.io/ClusterExternalSecret"))
    names.push(
      stringAt(fact.data, "spec", "externalSecretSpec", "target", "name"),
      stringAt(fact.data, "spec", "externalSecretName"),
      fact.name,
    );
  for (const fact of inventory.ofKind("bitnami.com/SealedSecret")) names.push(fact.name);
  for (const fact of inventory.ofKind("secrets-store.csi.x-k8s.io/SecretProviderClass"))
    for (const { value } of mapsAt(fact.data, "spec", "secretObjects"))
      names.push(stringAt(value, "secretName"));
  for (const fact of inventory.ofKind("cert-manager.io/Certificate"))
    names.push(stringAt(fact.data, "spec", "secretName"));
  for (const fact of inventory.ofKind("kustomize.config.k8s.io/Kustomization"))
    for (const { value } of mapsAt(fact.data, "secretGenerator")) names.push(stringAt(value, "name"));
  return new Set(names.filter((name) => name !== undefined));
});
