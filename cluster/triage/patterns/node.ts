import type { JsonObject } from "../../../engine/json";
import { mapsAt, stringAt } from "../../../engine/kubernetes/fields";
import { kubectlLine } from "../../transport/command-line";
import { podSpecPath } from "../containers";
import type { Diagnosis } from "../diagnosis";
import { describeObject, nameOf, namespaceOf, oneLine, type Snapshot } from "../snapshot";

/** Pods that their node has put out, or whose node does not answer. */
export function nodePatterns(snapshot: Snapshot): Diagnosis[] {
  const lost = new Map(
    snapshot.ofKind("Node").flatMap((node) => {
      const condition = mapsAt(node, "status", "conditions").find(
        ({ value }) => stringAt(value, "type") === "Ready" && stringAt(value, "status") !== "True",
      );
      return condition ? [[nameOf(node), { node, ...condition }] as const] : [];
    }),
  );
  return snapshot.ofKind("Pod").flatMap((pod): Diagnosis[] => {
    const phase = stringAt(pod, "status", "phase");
    if (stringAt(pod, "status", "reason") === "Evicted") return [evicted(snapshot, pod)];
    const node = lost.get(stringAt(pod, "spec", "nodeName") ?? "");
    if (!node || phase === "Succeeded" || phase === "Failed") return [];
    return [
      {
        ...base(snapshot, pod),
        pattern: "node/not-ready",
        cause: `node ${nameOf(node.node)} does not answer: its pods run unseen, if at all, until it is back or they are moved`,
        evidence: [
          {
            object: describeObject(node.node),
            place: `status.conditions[${node.index}] (Ready)`,
            text: oneLine(
              `${stringAt(node.value, "reason") ?? ""}: ${stringAt(node.value, "message") ?? ""}`,
            ),
          },
        ],
        commands: [kubectlLine(snapshot.context, "describe", "node", nameOf(node.node))],
      },
    ];
  });
}

function evicted(snapshot: Snapshot, pod: JsonObject): Diagnosis {
  const message = oneLine(stringAt(pod, "status", "message") ?? "");
  const resource = /low on resource: ([\w-]+)/i.exec(message)?.[1];
  return {
    ...base(snapshot, pod),
    pattern: "node/evicted",
    cause: `the node has put the pod out${resource === undefined ? "" : ` since it ran short of ${resource}`}: set requests and limits to what the pod uses, ephemeral storage among them`,
    evidence: [{ object: describeObject(pod), place: "status.message", text: message }],
    commands: [
      kubectlLine(snapshot.context, "describe", "pod", nameOf(pod), `--namespace=${namespaceOf(pod)}`),
    ],
    rules: ["resources/memory-limit", "resources/ephemeral-storage"],
  };
}

function base(snapshot: Snapshot, pod: JsonObject) {
  const workload = snapshot.workloadOf(pod);
  return { workload, pods: [nameOf(pod)], path: podSpecPath(workload), rules: [] };
}
