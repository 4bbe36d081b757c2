import { isObject } from "../../../engine/json";
import { booleanAt, stringAt } from "../../../engine/kubernetes/fields";
import { kubectlLine } from "../../transport/command-line";
import { containerPath, containerStates } from "../containers";
import type { Diagnosis } from "../diagnosis";
import { nameOf, namespaceOf, type Snapshot } from "../snapshot";
import { probeWords } from "./probe-words";

/** Programs that run, and whose readiness probe fails: no Service leads to them. Told where the edge has not told it. */
export function readyPatterns(snapshot: Snapshot): Diagnosis[] {
  return snapshot.ofKind("Pod").flatMap((pod) => {
    const probe = snapshot
      .eventsOf(pod)
      .find(({ reason, message }) => reason === "Unhealthy" && /^Readiness/i.test(message));
    if (!probe || stringAt(pod, "metadata", "deletionTimestamp") !== undefined) return [];
    const container = containerStates(pod).find(
      ({ list, status }) =>
        list === "containers" &&
        booleanAt(status, "ready") === false &&
        isObject(status.state) &&
        isObject(status.state.running),
    );
    if (!container) return [];
    const workload = snapshot.workloadOf(pod);
    const namespace = `--namespace=${namespaceOf(pod)}`;
    return [
      {
        pattern: "rollout/not-ready",
        workload,
        pods: [nameOf(pod)],
        cause: `container "${container.name}" runs, but no Service leads to it: ${probeWords(probe.message)}`,
        evidence: [probe.evidence, container.evidence("ready", "false")],
        commands: [
          kubectlLine(snapshot.context, "logs", nameOf(pod), `--container=${container.name}`, namespace),
          kubectlLine(snapshot.context, "describe", "pod", nameOf(pod), namespace),
        ],
        path: containerPath(workload, container, "readinessProbe"),
        rules: ["resources/probe-port", "resources/readiness-probe"],
      } satisfies Diagnosis,
    ];
  });
}
