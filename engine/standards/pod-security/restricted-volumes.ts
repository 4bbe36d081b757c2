import { hasMap, mapsAt, stringAt } from "../../kubernetes/fields";
import type { PodSecurityCheck } from "./check";

const ALLOWED = [
  "configMap",
  "csi",
  "downwardAPI",
  "emptyDir",
  "ephemeral",
  "image",
  "persistentVolumeClaim",
  "projected",
  "secret",
] as const;

/** The types of the API that are not allowed; any other name is no volume type, and the API server drops it. */
export const FORBIDDEN_VOLUMES = [
  "hostPath",
  "gcePersistentDisk",
  "awsElasticBlockStore",
  "gitRepo",
  "nfs",
  "iscsi",
  "glusterfs",
  "rbd",
  "flexVolume",
  "cinder",
  "cephfs",
  "flocker",
  "fc",
  "azureFile",
  "azureDisk",
  "vsphereVolume",
  "quobyte",
  "photonPersistentDisk",
  "portworxVolume",
  "scaleIO",
  "storageos",
] as const;

/** Restricted: volumes are of types that cannot reach past the pod's namespace. */
export const restrictedVolumesCheck: PodSecurityCheck = {
  id: "restrictedVolumes",
  level: "restricted",
  overrides: ["hostPathVolumes"],
  versions: [
    {
      from: 0,
      find: (pod) =>
        mapsAt(pod.spec, "volumes").flatMap(({ index, value }) => {
          if (ALLOWED.some((type) => hasMap(value, type))) return [];
          const type = FORBIDDEN_VOLUMES.find((key) => hasMap(value, key));
          // A volume without a source is an emptyDir by default.
          if (type === undefined) return [];
          const name = stringAt(value, "name") ?? index;
          return [
            {
              path: pod.at("volumes", index, type),
              message: `volume "${name}" is of the type ${type}, which reaches storage past the namespace's own objects`,
            },
          ];
        }),
    },
  ],
};
