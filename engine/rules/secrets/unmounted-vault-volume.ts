import { mapsAt, stringAt } from "../../kubernetes/fields";
import { definePodRule } from "../define-rule";

/** The kubelet passes over volumes that no container mounts. Source: kubelet, desired state of the world populator. */
export const unmountedVaultVolume = definePodRule({
  id: "secrets/unmounted-vault-volume",
  title: "Volume of the vault is mounted by no container",
  severity: "medium",
  why: "The kubelet does not set up a volume that no container mounts: the files are nowhere, and a Secret that the class should fill is never made.",
  remediation: "Mount the volume in the container that reads it.",
  standards: { owasp: ["K08"] },
  controls: ["secretproviderclass-content-secretobjects-sync-usepodidentity-objects-csi-volume-not-readonly"],
  since: "0.1.0",
  check({ pod, report }) {
    const mounted = new Set(
      pod.containers.flatMap(({ spec }) =>
        mapsAt(spec, "volumeMounts").map(({ value }) => stringAt(value, "name")),
      ),
    );
    for (const { index, value } of mapsAt(pod.spec, "volumes")) {
      const name = stringAt(value, "name");
      if (stringAt(value, "csi", "driver") !== "secrets-store.csi.k8s.io" || !name || mounted.has(name))
        continue;
      report({
        path: pod.at("volumes", index, "name"),
        message: `volume "${name}" of the Secrets Store driver is mounted by no container, so that nothing is fetched`,
      });
    }
  },
});
