import { isObject, type JsonValue } from "../json";
import { mapAt, mapsAt, stringAt } from "../kubernetes/fields";

/** Labels that controllers of Kubernetes put on running pods; no manifest shows them. */
const RUNTIME = new Set([
  "statefulset.kubernetes.io/pod-name",
  "apps.kubernetes.io/pod-index",
  "batch.kubernetes.io/job-name",
  "batch.kubernetes.io/controller-uid",
  "job-name",
  "controller-uid",
  "pod-template-hash",
  "pod-template-generation",
  "controller-revision-hash",
]);

/**
 * Whether a selector asks for labels that somebody else puts on pods: a controller at run time, or an operator, whose
 * labels have its own domain (`cnpg.io/cluster`). What such a selector matches cannot be told from manifests.
 *
 * @param selector a LabelSelector, or a plain map of labels
 */
export function hasForeignLabels(selector: JsonValue | undefined): boolean {
  if (!isObject(selector)) return false;
  const isLabelSelector = isObject(selector.matchLabels) || Array.isArray(selector.matchExpressions);
  const keys = isLabelSelector
    ? [
        ...Object.keys(mapAt(selector, "matchLabels")),
        ...mapsAt(selector, "matchExpressions").map(({ value }) => stringAt(value, "key") ?? ""),
      ]
    : Object.keys(selector);
  return keys.some(
    (key) => RUNTIME.has(key) || (key.includes("/") && !/^([a-z-]+\.)*kubernetes\.io\//.test(key)),
  );
}
