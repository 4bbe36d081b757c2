import type { PodData } from "../inventory/extractors/workload";
import type { JsonObject, JsonValue } from "../json";

/**
 * What the fact of a workload keeps of a pod, in the shape of a pod spec, so that paths into the manifest read it too.
 * Items stand at the index they have in the manifest; what is not kept is `null`.
 */
export function podSpecView(pod: PodData): JsonObject {
  const view: JsonObject = {
    volumes: pod.volumes,
    imagePullSecrets: pod.imagePullSecrets.map((name) => ({ name })),
  };
  if (pod.serviceAccountName !== null) {
    // Which of the two fields is written is not kept: a reader of the manifest sees which one it is.
    view.serviceAccountName = pod.serviceAccountName;
    view.serviceAccount = pod.serviceAccountName;
  }
  if (pod.priorityClassName !== null) view.priorityClassName = pod.priorityClassName;
  for (const { path, env, envFrom } of pod.containers) {
    const [list, index] = path.slice(-2);
    if (typeof list !== "string" || typeof index !== "number") continue;
    const before = view[list];
    const items: JsonValue[] = Array.isArray(before) ? before : [];
    place(items, index, { env: placed(env), envFrom: [...envFrom] });
    view[list] = items;
  }
  return view;
}

function placed(env: PodData["containers"][number]["env"]): JsonValue[] {
  const items: JsonValue[] = [];
  for (const { index, valueFrom } of env) place(items, index, { valueFrom });
  return items;
}

function place(items: JsonValue[], index: number, value: JsonObject): void {
  while (items.length < index) items.push(null);
  items[index] = value;
}
