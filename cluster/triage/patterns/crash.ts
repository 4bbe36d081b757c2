import type { JsonObject } from "../../../engine/json";
import { booleanAt, numberAt, stringAt } from "../../../engine/kubernetes/fields";
import { kubectlLine } from "../../transport/command-line";
import { type ContainerState, containerPath, containerStates } from "../containers";
import type { Diagnosis, Evidence } from "../diagnosis";
import { nameOf, namespaceOf, type Snapshot } from "../snapshot";

/** Containers that run and end again: out of memory, ended by the liveness probe, a program that gives up. */
export function crashPatterns(snapshot: Snapshot): Diagnosis[] {
  return snapshot.ofKind("Pod").flatMap((pod) =>
    containerStates(pod).flatMap((container) => {
      const found = diagnose(snapshot, pod, container);
      return found ? [found] : [];
    }),
  );
}

function diagnose(snapshot: Snapshot, pod: JsonObject, container: ContainerState): Diagnosis | undefined {
  const isWaiting = stringAt(container.waiting, "reason") === "CrashLoopBackOff";
  const ended = stringAt(container.terminated, "reason") ? container.terminated : container.lastTerminated;
  const reason = stringAt(ended, "reason");
  const code = numberAt(ended, "exitCode");
  const isOutOfMemory = reason === "OOMKilled";
  const isFailed = ended === container.terminated && code !== undefined && code !== 0 && isFinal(pod);
  // A container that ended once and is ready again is an incident of the past.
  const isReady = booleanAt(container.status, "ready") === true;
  if (
    reason === "StartError" ||
    reason === "ContainerCannotRun" ||
    isReady ||
    (!isWaiting && !isOutOfMemory && !isFailed)
  )
    return undefined;
  const workload = snapshot.workloadOf(pod);
  const field = ended === container.terminated ? "state.terminated" : "lastState.terminated";
  const restarts = numberAt(container.status, "restartCount") ?? 0;
  const evidence: Evidence[] = [
    ...(ended === undefined || reason === undefined
      ? []
      : [container.evidence(field, `${reason}, exit code ${code ?? "?"}`)]),
    ...(isWaiting
      ? [container.evidence("state.waiting", `CrashLoopBackOff after ${restarts} restarts`)]
      : []),
  ];
  const base = { workload, pods: [nameOf(pod)] };
  const logs = kubectlLine(
    snapshot.context,
    "logs",
    nameOf(pod),
    `--container=${container.name}`,
    `--namespace=${namespaceOf(pod)}`,
    "--previous",
  );
  const describe = kubectlLine(
    snapshot.context,
    "describe",
    "pod",
    nameOf(pod),
    `--namespace=${namespaceOf(pod)}`,
  );
  if (isOutOfMemory) {
    const limit = stringAt(container.spec, "resources", "limits", "memory");
    return {
      ...base,
      pattern: "crash/out-of-memory",
      cause: `container "${container.name}" needs more memory than ${limit === undefined ? "the node has left" : `its limit of ${limit}`}: raise the limit, or let the program use less`,
      evidence,
      commands: [
        kubectlLine(
          snapshot.context,
          "top",
          "pod",
          nameOf(pod),
          "--containers",
          `--namespace=${namespaceOf(pod)}`,
        ),
        logs,
      ],
      path: containerPath(workload, container, "resources", "limits", "memory"),
      rules: ["resources/memory-limit"],
    };
  }
  const liveness = snapshot
    .eventsOf(pod)
    .find(
      ({ reason: why, message }) =>
        (why === "Unhealthy" && /^(Liveness|Startup)/i.test(message)) ||
        (why === "Killing" && /failed (liveness|startup) probe/i.test(message)),
    );
  if (liveness)
    return {
      ...base,
      pattern: "crash/liveness",
      cause: `the kubelet ends container "${container.name}" since its liveness or startup probe fails: correct the probe, or give the program longer to start`,
      evidence: [liveness.evidence, ...evidence],
      commands: [describe, logs],
      path: containerPath(workload, container, "livenessProbe"),
      rules: ["resources/identical-probes", "resources/probe-port"],
    };
  if (code === 0)
    return {
      ...base,
      pattern: "crash/ended",
      cause: `container "${container.name}" does its work and ends (exit code 0), but the ${workload.kind} starts it again: run it as a Job, or keep it in the foreground`,
      evidence,
      commands: [logs],
      path: containerPath(workload, container, "command"),
      rules: [],
    };
  return {
    ...base,
    pattern: code === 126 || code === 127 ? "crash/not-executable" : "crash/exit",
    cause: `container "${container.name}" ends with ${exitWords(code, container)}; its log says why`,
    evidence,
    commands: [logs, describe],
    path: containerPath(workload, container),
    rules: readOnlyHint(container) ? ["workload/read-only-root-filesystem"] : [],
  };
}

function isFinal(pod: JsonObject): boolean {
  return stringAt(pod, "status", "phase") === "Failed";
}

/** Exit codes of shells and signals: 128 plus the number of the signal. */
function exitWords(code: number | undefined, container: ContainerState): string {
  if (code === undefined) return "an unknown status";
  if (code === 126) return "126: its command may not be executed";
  if (code === 127) return "127: its command is not in the image";
  if (code === 137) return "137: it was killed (SIGKILL), by the node or a probe";
  if (code === 139) return "139: it crashed (SIGSEGV)";
  if (code === 143) return "143: it was asked to end (SIGTERM)";
  return readOnlyHint(container)
    ? `exit code ${code}; its root file system is read-only, which a program that writes does not survive`
    : `exit code ${code}`;
}

function readOnlyHint(container: ContainerState): boolean {
  return booleanAt(container.spec, "securityContext", "readOnlyRootFilesystem") === true;
}
