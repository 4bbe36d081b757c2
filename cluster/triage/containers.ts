import { isObject, type JsonObject, type Path } from "../../engine/json";
import { mapsAt, stringAt } from "../../engine/kubernetes/fields";
import type { Evidence, WorkloadName } from "./diagnosis";
import { describeObject, oneLine } from "./snapshot";

/** A container of a running pod: what was asked for, and what became of it. */
export interface ContainerState {
  readonly name: string;
  readonly list: "containers" | "initContainers";
  readonly index: number;
  readonly spec: JsonObject;
  readonly status: JsonObject;
  /** `state.waiting` and `state.terminated`, or empty maps. */
  readonly waiting: JsonObject;
  readonly terminated: JsonObject;
  readonly lastTerminated: JsonObject;
  /** A field of its status as evidence; the text is the field's message or value. */
  evidence(field: string, text: string): Evidence;
}

/** The containers of a pod, init containers first, as they start. */
export function containerStates(pod: JsonObject): ContainerState[] {
  return (["initContainers", "containers"] as const).flatMap((list) => {
    const statuses = list === "containers" ? "containerStatuses" : "initContainerStatuses";
    return mapsAt(pod, "spec", list).flatMap(({ index, value: spec }): ContainerState[] => {
      const name = stringAt(spec, "name") ?? "";
      const found = mapsAt(pod, "status", statuses).find(({ value }) => stringAt(value, "name") === name);
      if (!found) return [];
      const { value: status, index: at } = found;
      return [
        {
          name,
          list,
          index,
          spec,
          status,
          waiting: child(status, "state", "waiting"),
          terminated: child(status, "state", "terminated"),
          lastTerminated: child(status, "lastState", "terminated"),
          evidence: (field, text) => ({
            object: describeObject(pod),
            place: `status.${statuses}[${at}].${field}`,
            text: oneLine(text),
          }),
        },
      ];
    });
  });
}

/** Where the pod spec stands in a workload. */
export function podSpecPath({ kind }: WorkloadName): Path {
  if (kind === "Pod") return ["spec"];
  return kind === "CronJob"
    ? ["spec", "jobTemplate", "spec", "template", "spec"]
    : ["spec", "template", "spec"];
}

/** A place in a container of a workload. */
export function containerPath(
  workload: WorkloadName,
  { list, index }: Pick<ContainerState, "list" | "index">,
  ...below: Path
): Path {
  return [...podSpecPath(workload), list, index, ...below];
}

function child(status: JsonObject, outer: string, inner: string): JsonObject {
  const state = status[outer];
  const value = isObject(state) ? state[inner] : undefined;
  return isObject(value) ? value : {};
}
