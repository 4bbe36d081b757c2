import type { Inventory } from "../../inventory/inventory";
import { workloadPods } from "../../inventory/workload-pods";
import { mapsAt, stringAt } from "../../kubernetes/fields";
import { WORKLOAD_KINDS } from "../../kubernetes/pod-template";
import { defineInventoryRule } from "../define-rule";

/** Source: core/v1 `PersistentVolumeClaimVolumeSource`: a claim of the pod's own namespace. */
export const claimMissing = defineInventoryRule({
  id: "resources/claim-missing",
  title: "Pod mounts a volume claim that does not exist",
  severity: "medium",
  why: "The pod stays pending until somebody makes the claim: the rollout stands still.",
  remediation: "Add the PersistentVolumeClaim to the pod's namespace, or correct the name.",
  waive: "The claim is made outside of these manifests, so that it outlives them.",
  since: "0.1.0",
  appliesTo: [...WORKLOAD_KINDS, "PersistentVolumeClaim"],
  needsClosedScope: true,
  eachNamespace: true,
  check({ inventory, report }) {
    for (const { fact, pod } of workloadPods(inventory))
      for (const { index, value } of mapsAt([...pod.volumes])) {
        const name = stringAt(value, "persistentVolumeClaim", "claimName");
        if (!name || isThere(inventory, fact.namespace, name)) continue;
        const elsewhere = inventory.whole
          .ofKind("PersistentVolumeClaim")
          .find((claim) => claim.name === name);
        report(fact, {
          path: [...pod.path, "volumes", index, "persistentVolumeClaim", "claimName"],
          message: elsewhere
            ? `the claim "${name}" is in namespace "${elsewhere.namespace ?? ""}", not in that of the pod`
            : `the claim "${name}" does not exist`,
          related: elsewhere
            ? [{ fact: elsewhere, path: ["metadata", "name"], message: "the claim of that name" }]
            : [],
        });
      }
  },
});

/** Claims are written, made by a StatefulSet for each of its pods, or by KubeVirt for a DataVolume. */
function isThere(inventory: Inventory, namespace: string | undefined, name: string): boolean {
  const [, owner] = /^.+?-(.+)-\d+$/.exec(name) ?? [];
  return (
    inventory.find("PersistentVolumeClaim", namespace, name) !== undefined ||
    inventory.find("cdi.kubevirt.io/DataVolume", namespace, name) !== undefined ||
    (owner !== undefined &&
      inventory
        .ofKind("apps/StatefulSet")
        .some((set) => set.namespace === namespace && (owner === set.name || owner.endsWith(`-${set.name}`))))
  );
}
