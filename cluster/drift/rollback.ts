import type { JsonObject } from "../../engine/json";
import { booleanAt, mapsAt, numberAt, stringAt } from "../../engine/kubernetes/fields";
import type { Rollback } from "./difference";

const REVISION = "deployment.kubernetes.io/revision";

/**
 * Whether `kubectl rollout undo` has something to go back to: an older ReplicaSet of the Deployment, whose ConfigMaps
 * still exist. Secrets are not looked at.
 *
 * @param configMaps names of the ConfigMaps of the namespace; `undefined` where they could not be listed
 */
export function rollbackOf(
  deployment: JsonObject,
  replicaSets: readonly JsonObject[],
  configMaps: ReadonlySet<string> | undefined,
): Rollback {
  const name = stringAt(deployment, "metadata", "name");
  const namespace = stringAt(deployment, "metadata", "namespace");
  const current = revisionOf(deployment);
  const [previous] = replicaSets
    .filter(
      (each) =>
        stringAt(each, "metadata", "namespace") === namespace &&
        mapsAt(each, "metadata", "ownerReferences").some(
          ({ value }) =>
            booleanAt(value, "controller") === true &&
            stringAt(value, "kind") === "Deployment" &&
            stringAt(value, "name") === name,
        ) &&
        revisionOf(each) < current,
    )
    .sort((a, b) => revisionOf(b) - revisionOf(a));
  if (!previous) {
    if (current <= 1) return { possible: false, why: "there was only one revision yet" };
    const limit = numberAt(deployment, "spec", "revisionHistoryLimit");
    return {
      possible: false,
      why:
        limit === 0 ? "revisionHistoryLimit is 0: no old ReplicaSet is kept" : "no older ReplicaSet is left",
    };
  }
  const revision = String(revisionOf(previous));
  const gone = configMaps ? configMapsOf(previous).filter((each) => !configMaps.has(each)) : [];
  return gone.length > 0
    ? {
        possible: false,
        revision,
        why: `revision ${revision} needs the ConfigMap ${gone.join(", ")}, which is gone`,
      }
    : {
        possible: true,
        revision,
        why: `revision ${revision} is kept in ReplicaSet ${stringAt(previous, "metadata", "name")}`,
      };
}

function revisionOf(object: JsonObject): number {
  return Number(stringAt(object, "metadata", "annotations", REVISION) ?? 0);
}

/** The ConfigMaps that a pod template cannot do without. */
function configMapsOf(replicaSet: JsonObject): string[] {
  const spec = ["spec", "template", "spec"] as const;
  const names = [
    ...mapsAt(replicaSet, ...spec, "volumes").map(({ value }) => wanted(value.configMap)),
    ...mapsAt(replicaSet, ...spec, "containers").flatMap(({ value }) => [
      ...mapsAt(value, "envFrom").map(({ value: source }) => wanted(source.configMapRef)),
      ...mapsAt(value, "env").map(({ value: variable }) =>
        booleanAt(variable, "valueFrom", "configMapKeyRef", "optional") === true
          ? undefined
          : stringAt(variable, "valueFrom", "configMapKeyRef", "name"),
      ),
    ]),
  ];
  return [...new Set(names.filter((name) => name !== undefined))].sort();
}

function wanted(reference: Parameters<typeof stringAt>[0]): string | undefined {
  return booleanAt(reference, "optional") === true ? undefined : stringAt(reference, "name");
}
