import { describeObject, kindOf, nameOf, namespaceOf, type Snapshot } from "./snapshot";

/** What people write to make pods. */
const KINDS = ["apps/Deployment", "apps/StatefulSet", "apps/DaemonSet", "batch/CronJob", "batch/Job", "Pod"];

/** The workloads of a namespace that nothing else owns, as triage is asked about them (`Deployment/api`); sorted by kind and name. */
export function workloadNames(snapshot: Snapshot, namespace: string): string[] {
  return KINDS.flatMap((kind) =>
    snapshot
      .ofKind(kind)
      .filter((object) => {
        const owner = snapshot.workloadOf(object);
        return (
          namespaceOf(object) === namespace &&
          owner.groupKind === kindOf(object) &&
          owner.name === nameOf(object)
        );
      })
      .map((object) => `${describeObject(object).split(" ")[0]}/${nameOf(object)}`)
      .sort(),
  );
}
