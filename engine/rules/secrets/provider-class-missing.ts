import { workloadPods } from "../../inventory/workload-pods";
import { mapsAt, stringAt } from "../../kubernetes/fields";
import { WORKLOAD_KINDS } from "../../kubernetes/pod-template";
import { defineInventoryRule } from "../define-rule";
import { PROVIDER_CLASS } from "./provider-class";

/** The class must be in the pod's namespace. Source: Secrets Store driver, troubleshooting. */
export const providerClassMissing = defineInventoryRule({
  id: "secrets/provider-class-missing",
  title: "SecretProviderClass does not exist",
  severity: "medium",
  why: "The volume cannot be mounted: the pod stays in ContainerCreating, and only the event FailedMount tells why.",
  remediation: "Add the SecretProviderClass to the pod's namespace or correct the name.",
  standards: { owasp: ["K08"] },
  controls: ["secretproviderclass-content-secretobjects-sync-usepodidentity-objects-csi-volume-not-readonly"],
  since: "0.1.0",
  appliesTo: [...WORKLOAD_KINDS, PROVIDER_CLASS],
  needsClosedScope: true,
  eachNamespace: true,
  check({ inventory, report }) {
    for (const { fact, pod } of workloadPods(inventory))
      for (const { index, value } of mapsAt([...pod.volumes])) {
        if (stringAt(value, "csi", "driver") !== "secrets-store.csi.k8s.io") continue;
        const name = stringAt(value, "csi", "volumeAttributes", "secretProviderClass");
        if (!name || inventory.find(PROVIDER_CLASS, fact.namespace, name)) continue;
        const elsewhere = inventory.whole.ofKind(PROVIDER_CLASS).find((each) => each.name === name);
        report(fact, {
          path: [...pod.path, "volumes", index, "csi", "volumeAttributes", "secretProviderClass"],
          message: elsewhere
            ? `SecretProviderClass "${name}" is in namespace "${elsewhere.namespace ?? ""}"; the driver looks in that of the pod`
            : `SecretProviderClass "${name}" does not exist`,
          related: elsewhere
            ? [{ fact: elsewhere, path: ["metadata", "namespace"], message: "the class of that name" }]
            : [],
        });
      }
  },
});
