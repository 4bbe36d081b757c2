import { isObject } from "../../json";
import { mapsAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";

/** Source: opinion; an absent class is the cluster's default, an empty one is none. */
export const storageClass = defineResourceRule({
  id: "resources/storage-class",
  title: "Volume claim names no storage class",
  severity: "low",
  why: "Whatever is the default of the cluster decides whether the data is encrypted, replicated and kept.",
  remediation: "Name a storage class that encrypts.",
  equivalents: {
    kyverno: ["require-storageclass", "restrict-storageclass"],
    gatekeeper: ["K8sStorageClass"],
  },
  opinion: true,
  controls: ["storageclass-required"],
  since: "0.1.0",
  appliesTo: ["PersistentVolumeClaim", "apps/StatefulSet"],
  check({ resource, report }) {
    const claims =
      resource.kind === "StatefulSet"
        ? mapsAt(resource.object, "spec", "volumeClaimTemplates").map(({ index, value }) => ({
            spec: value.spec,
            path: ["spec", "volumeClaimTemplates", index, "spec"],
          }))
        : [{ spec: resource.object.spec, path: ["spec"] }];
    for (const { spec, path } of claims) {
      if (!isObject(spec) || (spec.storageClassName !== undefined && spec.storageClassName !== null))
        continue;
      report({
        path: [...path, "storageClassName"],
        message: "the claim names no storage class, so the cluster's default decides",
      });
    }
  },
});
