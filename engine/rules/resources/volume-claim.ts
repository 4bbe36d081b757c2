import { isObject, type JsonObject, type Path, valueAt } from "../../json";
import { mapsAt, stringAt, stringsAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";

/** Source: validation of PersistentVolumeClaimSpec: access modes and a storage request are required. */
export const volumeClaim = defineResourceRule({
  id: "resources/volume-claim",
  title: "Volume claim is incomplete, or open to several nodes",
  severity: "low",
  why: "The API server refuses a claim without access mode or size. A claim for many writers lets every pod that mounts it change what the others read.",
  remediation: "Set `accessModes: [ReadWriteOncePod]` or ReadWriteOnce, and `resources.requests.storage`.",
  equivalents: {
    kubesec: ["VolumeClaimAccessModeReadWriteOnce", "VolumeClaimRequestsStorage"],
    kics: ["3878dc92", "8cf4671a"],
  },
  controls: ["statefulset-servicename-volumeclaim"],
  since: "0.1.0",
  appliesTo: ["PersistentVolumeClaim", "apps/StatefulSet"],
  check({ resource, report }) {
    if (resource.kind === "PersistentVolumeClaim") {
      const { spec } = resource.object;
      if (isObject(spec)) checkClaim(spec, ["spec"], resource.name ?? "?");
      return;
    }
    for (const { index, value } of mapsAt(resource.object, "spec", "volumeClaimTemplates")) {
      const path = ["spec", "volumeClaimTemplates", index, "spec"];
      const spec = isObject(value.spec) ? value.spec : {};
      checkClaim(spec, path, stringAt(value, "metadata", "name") ?? `${index}`);
      if (stringsAt(spec, "accessModes").includes("ReadWriteMany"))
        report({
          path: [...path, "accessModes", stringsAt(spec, "accessModes").indexOf("ReadWriteMany")],
          message: `the claim "${stringAt(value, "metadata", "name") ?? index}" belongs to one pod alone but lets many write`,
        });
    }

    function checkClaim(spec: JsonObject, path: Path, name: string): void {
      if (stringsAt(spec, "accessModes").length === 0)
        report({
          path: [...path, "accessModes"],
          message: `the claim "${name}" has no access mode, so the API server refuses it`,
        });
      const size = valueAt(spec, ["resources", "requests", "storage"]);
      if (size === undefined || size === null)
        report({
          path: [...path, "resources", "requests", "storage"],
          message: `the claim "${name}" requests no storage, so the API server refuses it`,
        });
    }
  },
});
