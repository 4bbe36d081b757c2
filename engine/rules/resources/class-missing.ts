import { workloadPods } from "../../inventory/workload-pods";
import { stringAt } from "../../kubernetes/fields";
import { WORKLOAD_KINDS } from "../../kubernetes/pod-template";
import { claimsIn } from "../../predictions/claims";
import { outcomeOf } from "../../predictions/outcome";
import { defineInventoryRule } from "../define-rule";

const PRIORITY = "scheduling.k8s.io/PriorityClass";
const STORAGE = "storage.k8s.io/StorageClass";

/** Classes that clusters of the large clouds and common distributions have. */
const PROVIDED =
  /^(default|manual|standard|premium|managed|azure|gp[23]|efs|hyperdisk|local-path|hostpath|oci|do-|ibmc-|thin|$)/;

/** Classes belong to the cluster: only a scope that brings its own can be asked. */
export const classMissing = defineInventoryRule({
  id: "resources/class-missing",
  title: "Pod or claim names a priority or storage class that does not exist",
  severity: "low",
  why: "Pods of an unknown priority class are refused, and a claim of an unknown storage class waits for ever, with every pod that mounts it.",
  remediation: "Name a class that the cluster has.",
  waive: "The class is deployed elsewhere.",
  since: "0.1.0",
  appliesTo: [...WORKLOAD_KINDS, "PersistentVolumeClaim", PRIORITY, STORAGE],
  needsClosedScope: true,
  eachNamespace: true,
  check({ inventory, report }) {
    const priorities = inventory.ofKind(PRIORITY);
    if (priorities.length > 0)
      for (const { fact, pod } of workloadPods(inventory)) {
        const name = pod.priorityClassName;
        if (!name || name.startsWith("system-") || priorities.some((each) => each.name === name)) continue;
        report(fact, {
          path: [...pod.path, "priorityClassName"],
          message: `${outcomeOf(fact)}: priority class "${name}" is none of this deployment`,
          related: priorities
            .slice(0, 3)
            .map((each) => ({ fact: each, path: ["metadata", "name"], message: "a class that exists" })),
        });
      }
    const storage = inventory.ofKind(STORAGE);
    if (storage.length === 0) return;
    const volumes = inventory
      .ofKind("PersistentVolume")
      .map(({ data }) => stringAt(data, "spec", "storageClassName"));
    const namespaces = new Set(
      ["PersistentVolumeClaim", "apps/StatefulSet"].flatMap((kind) =>
        inventory.ofKind(kind).map(({ namespace }) => namespace),
      ),
    );
    for (const { fact, spec, path } of [...namespaces].flatMap((each) => claimsIn(inventory, each))) {
      const name = stringAt(spec, "storageClassName");
      if (name === undefined || PROVIDED.test(name) || volumes.includes(name)) continue;
      if (storage.some((each) => each.name === name)) continue;
      report(fact, {
        path: [...path, "storageClassName"],
        message: `storage class "${name}" is none of this deployment, so the claim stays pending`,
        related: storage
          .slice(0, 3)
          .map((each) => ({ fact: each, path: ["metadata", "name"], message: "a class that exists" })),
      });
    }
  },
});
