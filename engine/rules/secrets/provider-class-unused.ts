import { workloadPods } from "../../inventory/workload-pods";
import { mapsAt, stringAt } from "../../kubernetes/fields";
import { WORKLOAD_KINDS } from "../../kubernetes/pod-template";
import { defineInventoryRule } from "../define-rule";
import { PROVIDER_CLASS } from "./provider-class";

/** The synced Secret exists only while a pod mounts the class. Source: Secrets Store driver, "Sync as Kubernetes Secret". */
export const providerClassUnused = defineInventoryRule({
  id: "secrets/provider-class-unused",
  title: "SecretProviderClass is mounted by no pod",
  severity: "low",
  why: "Nothing is fetched for a class that nobody mounts: a Secret that it should fill never comes into being, and pods that read it do not start.",
  remediation: "Mount the class as a CSI volume in a pod of its namespace, or remove it.",
  standards: { owasp: ["K08"] },
  controls: ["secretproviderclass-content-secretobjects-sync-usepodidentity-objects-csi-volume-not-readonly"],
  since: "0.1.0",
  appliesTo: [...WORKLOAD_KINDS, PROVIDER_CLASS],
  needsClosedScope: true,
  eachNamespace: true,
  check({ inventory, report }) {
    const mounted = new Set(
      workloadPods(inventory).flatMap(({ fact, pod }) =>
        mapsAt([...pod.volumes]).map(({ value }) =>
          JSON.stringify([
            fact.namespace ?? "",
            stringAt(value, "csi", "volumeAttributes", "secretProviderClass"),
          ]),
        ),
      ),
    );
    for (const fact of inventory.ofKind(PROVIDER_CLASS)) {
      if (fact.name === undefined || mounted.has(JSON.stringify([fact.namespace ?? "", fact.name]))) continue;
      const synced = mapsAt(fact.data, "spec", "secretObjects").flatMap(
        ({ value }) => stringAt(value, "secretName") ?? [],
      );
      report(fact, {
        path: ["metadata", "name"],
        message: `no pod mounts SecretProviderClass "${fact.name}"${synced.length > 0 ? `, so that Secret ${synced.map((name) => `"${name}"`).join(", ")} never exists` : ""}`,
        severity: synced.length > 0 ? "medium" : "low",
      });
    }
  },
});
