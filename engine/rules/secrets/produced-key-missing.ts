import type { Fact } from "../../inventory/fact";
import type { Inventory } from "../../inventory/inventory";
import { workloadPods } from "../../inventory/workload-pods";
import { type Path, valueAt } from "../../json";
import { listAt, mapsAt, stringAt } from "../../kubernetes/fields";
import { WORKLOAD_KINDS } from "../../kubernetes/pod-template";
import { defineInventoryRule } from "../define-rule";
import { listNames } from "../list-names";
import { PROVIDER_CLASS } from "./provider-class";
import { dataReferences } from "./references";

const EXTERNAL_SECRET = "external-secrets.io/ExternalSecret";

/** The link from a synced Secret to its consumers. */
export const producedKeyMissing = defineInventoryRule({
  id: "secrets/produced-key-missing",
  title: "Secret will be made without a key that a pod reads",
  severity: "medium",
  why: "The Secret comes into being, but the container waits in CreateContainerConfigError for a key that nothing puts into it.",
  remediation: "Read a key that the SecretProviderClass or ExternalSecret makes, or add this one there.",
  standards: { owasp: ["K08"] },
  since: "0.1.0",
  appliesTo: [...WORKLOAD_KINDS, PROVIDER_CLASS, EXTERNAL_SECRET],
  eachNamespace: true,
  check({ inventory, report }) {
    const made = madeSecrets(inventory);
    if (made.size === 0) return;
    for (const each of workloadPods(inventory))
      for (const { kind, name, keys, optional } of dataReferences(each)) {
        const secret = made.get(JSON.stringify([each.fact.namespace ?? "", name]));
        if (kind !== "Secret" || optional || !secret?.keys) continue;
        // A Secret that is written as well has the keys of both.
        if (inventory.find("Secret", each.fact.namespace, name)) continue;
        for (const { key, path } of keys) {
          if (secret.keys.has(key)) continue;
          report(each.fact, {
            path,
            message: `Secret "${name}" will have no key "${key}": ${secret.fact.groupKind.replace(/^.*\//, "")} "${secret.fact.name ?? ""}" makes it with ${listNames([...secret.keys])}`,
            related: [{ fact: secret.fact, path: secret.path, message: "what makes the Secret" }],
          });
        }
      }
  },
});

interface MadeSecret {
  readonly fact: Fact;
  readonly path: Path;
  /** `undefined` where not all keys are known. */
  keys: Set<string> | undefined;
}

function madeSecrets(inventory: Inventory): Map<string, MadeSecret> {
  const made = new Map<string, MadeSecret>();
  const add = (fact: Fact, name: string | undefined, path: Path, keys: readonly string[] | undefined) => {
    if (!name) return;
    const id = JSON.stringify([fact.namespace ?? "", name]);
    const before = made.get(id);
    // Two makers of one Secret: their keys come together, if at all.
    if (before) before.keys = undefined;
    else made.set(id, { fact, path, keys: keys && keys.length > 0 ? new Set(keys) : undefined });
  };
  for (const fact of inventory.ofKind(PROVIDER_CLASS))
    for (const { index, value } of mapsAt(fact.data, "spec", "secretObjects")) {
      const keys = mapsAt(value, "data").flatMap((item) => stringAt(item.value, "key") ?? []);
      add(fact, stringAt(value, "secretName"), ["spec", "secretObjects", index, "data"], keys);
    }
  for (const fact of inventory.ofKind(EXTERNAL_SECRET)) {
    const isWhole =
      listAt(fact.data, "spec", "dataFrom").length === 0 &&
      valueAt(fact.data, ["spec", "target", "template"]) === undefined &&
      (stringAt(fact.data, "spec", "target", "creationPolicy") ?? "Owner") === "Owner";
    const keys = mapsAt(fact.data, "spec", "data").flatMap(({ value }) => stringAt(value, "secretKey") ?? []);
    add(
      fact,
      stringAt(fact.data, "spec", "target", "name") ?? fact.name,
      ["spec", "data"],
      isWhole ? keys : undefined,
    );
  }
  return made;
}
