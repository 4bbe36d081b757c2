import { fix, set } from "../../fixes/change";
import { booleanAt, mapsAt, stringAt } from "../../kubernetes/fields";
import { definePodRule } from "../define-rule";

/** Source: secrets-store-csi-driver, node server: a request that is not read-only is refused. */
export const csiVolumeReadOnly = definePodRule({
  id: "secrets/csi-volume-read-only",
  title: "Secrets Store volume cannot be mounted",
  severity: "medium",
  why: "The driver refuses a volume that is not read-only or names no SecretProviderClass: the pod stays in ContainerCreating.",
  remediation: "Set readOnly: true and volumeAttributes.secretProviderClass.",
  standards: { owasp: ["K08"] },
  controls: ["secretproviderclass-content-secretobjects-sync-usepodidentity-objects-csi-volume-not-readonly"],
  fixable: true,
  since: "0.1.0",
  check({ pod, report }) {
    for (const { index, value } of mapsAt(pod.spec, "volumes")) {
      if (stringAt(value, "csi", "driver") !== "secrets-store.csi.k8s.io") continue;
      const name = stringAt(value, "name") ?? String(index);
      if (booleanAt(value, "csi", "readOnly") !== true) {
        const path = pod.at("volumes", index, "csi", "readOnly");
        report({
          path,
          message: `volume "${name}" of the Secrets Store driver is not read-only, so that the driver refuses it`,
          fixes: [fix("safe", "Set readOnly to true", set(path, true))],
        });
      }
      if (!stringAt(value, "csi", "volumeAttributes", "secretProviderClass"))
        report({
          path: pod.at("volumes", index, "csi", "volumeAttributes", "secretProviderClass"),
          message: `volume "${name}" of the Secrets Store driver names no SecretProviderClass`,
        });
    }
  },
});
