import { podsInNamespace } from "../../inventory/workload-pods";
import { mapsAt, stringAt } from "../../kubernetes/fields";
import { WORKLOAD_KINDS } from "../../kubernetes/pod-template";
import { defineInventoryRule } from "../define-rule";
import { PROVIDER_CLASS } from "./provider-class";
import { dataReferences } from "./references";

/** The synced Secret exists only while a pod mounts the class. Source: Secrets Store driver, "Sync as Kubernetes Secret". */
export const syncedSecretNotMounted = defineInventoryRule({
  id: "secrets/synced-secret-not-mounted",
  title: "Pod reads a synced Secret whose class only others mount",
  severity: "low",
  why: "The driver makes the Secret when a pod mounts the class and removes it with the last of them: this pod starts only while another workload happens to run.",
  remediation: "Mount the SecretProviderClass in this pod as well.",
  standards: { owasp: ["K08"] },
  since: "0.1.0",
  appliesTo: [...WORKLOAD_KINDS, PROVIDER_CLASS],
  eachNamespace: true,
  check({ inventory, report }) {
    for (const made of inventory.ofKind(PROVIDER_CLASS)) {
      const names = new Set(
        mapsAt(made.data, "spec", "secretObjects").map(({ value }) => stringAt(value, "secretName")),
      );
      if (names.size === 0) continue;
      const own = podsInNamespace(inventory, made.namespace);
      const mounts = ({ pod }: (typeof own)[number]) =>
        mapsAt([...pod.volumes]).some(
          ({ value }) => stringAt(value, "csi", "volumeAttributes", "secretProviderClass") === made.name,
        );
      const other = own.find(mounts);
      // Where nobody mounts it, `secrets/provider-class-unused` says so.
      if (!other) continue;
      for (const each of own) {
        const reference = mounts(each)
          ? undefined
          : dataReferences(each).find(
              ({ kind, name, optional }) => kind === "Secret" && names.has(name) && !optional,
            );
        if (!reference || inventory.find("Secret", made.namespace, reference.name)) continue;
        report(each.fact, {
          path: reference.path,
          message: `Secret "${reference.name}" exists only while a pod mounts SecretProviderClass "${made.name ?? ""}", and this one does not`,
          related: [
            { fact: made, path: ["metadata", "name"], message: "the class that makes the Secret" },
            { fact: other.fact, path: ["metadata", "name"], message: "a workload that mounts it" },
          ],
        });
      }
    }
  },
});
