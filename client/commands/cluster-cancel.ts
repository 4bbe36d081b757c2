import type { ClusterView } from "../views/cluster-view";

/** `Rampart: Cancel Running Questions`: ends every kubectl that runs, and asks nothing that waits. */
export function cancelQuestions({ activity }: ClusterView): void {
  activity.cancelAll();
}
