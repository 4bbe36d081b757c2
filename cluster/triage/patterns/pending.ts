import type { JsonObject } from "../../../engine/json";
import { mapsAt, stringAt } from "../../../engine/kubernetes/fields";
import type { RuleId } from "../../../engine/rules/rule";
import { kubectlLine } from "../../transport/command-line";
import { podSpecPath } from "../containers";
import type { Diagnosis, Evidence, PatternId } from "../diagnosis";
import { describeObject, nameOf, namespaceOf, oneLine, type Snapshot } from "../snapshot";

/** What the scheduler writes; the first row that matches holds. Source: kube-scheduler framework plug-ins. */
const WORDS: readonly (readonly [RegExp, PatternId, string])[] = [
  [
    /unbound immediate PersistentVolumeClaims|persistentvolumeclaim "[^"]+" not found|volume node affinity conflict/i,
    "pending/volume",
    "a claim of the pod has no volume, or one in another zone",
  ],
  [
    /Insufficient (?<resource>[\w./-]+)|Too many pods/i,
    "pending/resources",
    "no node has enough left of what the pod requests: lower the requests, or add nodes",
  ],
  [
    /untolerated taint|had taint/i,
    "pending/taint",
    "every node that would do keeps others off by a taint that the pod does not tolerate",
  ],
  [
    /didn't match Pod's node affinity\/selector|node\(s\) didn't match|topology spread|anti-affinity/i,
    "pending/selector",
    "no node fits the pod's node selector, affinity or spread",
  ],
];

const RULES: Readonly<Partial<Record<PatternId, readonly RuleId[]>>> = {
  "pending/resources": ["resources/cpu-request", "resources/node-pool-limits"],
  "pending/volume": ["resources/storage-class", "resources/volume-claim"],
};

/** Pods that wait for a node, or for the network on it. */
export function pendingPatterns(snapshot: Snapshot): Diagnosis[] {
  return snapshot.ofKind("Pod").flatMap((pod) => {
    if (stringAt(pod, "status", "phase") !== "Pending") return [];
    const found = stringAt(pod, "spec", "nodeName") ? onNode(snapshot, pod) : unscheduled(snapshot, pod);
    return found ? [found] : [];
  });
}

function unscheduled(snapshot: Snapshot, pod: JsonObject): Diagnosis | undefined {
  const condition = mapsAt(pod, "status", "conditions").find(
    ({ value }) => stringAt(value, "type") === "PodScheduled" && stringAt(value, "status") === "False",
  );
  const event = snapshot.eventsOf(pod).find(({ reason }) => reason === "FailedScheduling");
  const evidence: Evidence | undefined = condition
    ? {
        object: describeObject(pod),
        place: `status.conditions[${condition.index}] (PodScheduled)`,
        text: oneLine(stringAt(condition.value, "message") ?? ""),
      }
    : event?.evidence;
  const namespace = `--namespace=${namespaceOf(pod)}`;
  const describe = kubectlLine(snapshot.context, "describe", "pod", nameOf(pod), namespace);
  const workload = snapshot.workloadOf(pod);
  if (!evidence) {
    // A kubelet has the pod already, whatever its spec says.
    if (mapsAt(pod, "status", "containerStatuses").length > 0) return undefined;
    // Nobody has looked at the pod: that takes a scheduler that is not there.
    const scheduler = stringAt(pod, "spec", "schedulerName") ?? "default-scheduler";
    return {
      pattern: "pending/no-scheduler",
      workload,
      pods: [nameOf(pod)],
      cause: `no scheduler has looked at the pod: "${scheduler}" does not run, or has not come to it yet`,
      evidence: [
        { object: describeObject(pod), place: "status.conditions", text: "no condition PodScheduled" },
      ],
      commands: [kubectlLine(snapshot.context, "get", "pods", "--namespace=kube-system"), describe],
      path: podSpecPath(workload),
      rules: [],
    };
  }
  const match = WORDS.find(([words]) => words.test(evidence.text));
  const pattern = match?.[1] ?? "pending/unknown";
  return {
    pattern,
    workload,
    pods: [nameOf(pod)],
    cause: `the pod waits for a node: ${match?.[2] ?? "the scheduler finds none"}`,
    evidence: [evidence],
    commands: [
      pattern === "pending/volume"
        ? kubectlLine(snapshot.context, "get", "persistentvolumeclaims", namespace)
        : kubectlLine(snapshot.context, "describe", "nodes"),
      describe,
    ],
    path: podSpecPath(workload),
    rules: RULES[pattern] ?? [],
  };
}

function onNode(snapshot: Snapshot, pod: JsonObject): Diagnosis | undefined {
  const event = snapshot
    .eventsOf(pod)
    .find(({ reason }) => reason === "FailedCreatePodSandBox" || reason === "NetworkNotReady");
  if (!event) return undefined;
  const workload = snapshot.workloadOf(pod);
  return {
    pattern: "pending/sandbox",
    workload,
    pods: [nameOf(pod)],
    cause: `node ${stringAt(pod, "spec", "nodeName")} cannot make the pod's sandbox: its network plug-in or runtime is not well, or no address is left`,
    evidence: [event.evidence],
    commands: [
      kubectlLine(snapshot.context, "describe", "node", stringAt(pod, "spec", "nodeName") ?? ""),
      kubectlLine(snapshot.context, "get", "pods", "--namespace=kube-system", "--output=wide"),
    ],
    path: podSpecPath(workload),
    rules: [],
  };
}
