import type { JsonObject } from "../../../engine/json";
import { mapsAt, stringAt } from "../../../engine/kubernetes/fields";
import { kubectlLine } from "../../transport/command-line";
import type { Diagnosis, PatternId } from "../diagnosis";
import { describeObject, nameOf, namespaceOf, oneLine, type Snapshot } from "../snapshot";

/** Conditions of owners that say a rollout or job has failed. Sources: deployment and job controllers. */
const CONDITIONS: readonly {
  readonly kind: string;
  readonly type: string;
  readonly status: string;
  readonly reason: RegExp;
  readonly pattern: PatternId;
  readonly cause: string;
}[] = [
  {
    kind: "apps/Deployment",
    type: "Progressing",
    status: "False",
    reason: /ProgressDeadlineExceeded/,
    pattern: "rollout/stuck",
    cause: "the new pods did not become ready within progressDeadlineSeconds; the old ones go on",
  },
  {
    kind: "batch/Job",
    type: "Failed",
    status: "True",
    reason: /BackoffLimitExceeded|DeadlineExceeded|PodFailurePolicy|FailedIndexes/,
    pattern: "rollout/job-failed",
    cause: "the job has failed as often, or run as long, as it may",
  },
];

/** Owners that have given up. Told only where nothing else explains the workload. */
export function rolloutPatterns(snapshot: Snapshot): Diagnosis[] {
  return CONDITIONS.flatMap((row) =>
    snapshot.ofKind(row.kind).flatMap((owner) => {
      const condition = mapsAt(owner, "status", "conditions").find(
        ({ value }) =>
          stringAt(value, "type") === row.type &&
          stringAt(value, "status") === row.status &&
          row.reason.test(stringAt(value, "reason") ?? ""),
      );
      return condition ? [diagnose(snapshot, owner, row, condition)] : [];
    }),
  );
}

function diagnose(
  snapshot: Snapshot,
  owner: JsonObject,
  row: (typeof CONDITIONS)[number],
  condition: { readonly index: number; readonly value: JsonObject },
): Diagnosis {
  const workload = snapshot.workloadOf(owner);
  const namespace = `--namespace=${namespaceOf(owner)}`;
  const kind = (stringAt(owner, "kind") ?? "").toLowerCase();
  return {
    pattern: row.pattern,
    workload,
    pods: snapshot.podsOf(workload).map(nameOf),
    cause: row.cause,
    evidence: [
      {
        object: describeObject(owner),
        place: `status.conditions[${condition.index}] (${row.type})`,
        text: oneLine(
          `${stringAt(condition.value, "reason") ?? ""}: ${stringAt(condition.value, "message") ?? ""}`,
        ),
      },
    ],
    commands: [
      kubectlLine(snapshot.context, "describe", kind, nameOf(owner), namespace),
      kubectlLine(snapshot.context, "logs", `${kind}/${nameOf(owner)}`, namespace),
    ],
    path: ["spec"],
    rules: row.pattern === "rollout/stuck" ? ["operations/stuck-rollout"] : [],
  };
}
