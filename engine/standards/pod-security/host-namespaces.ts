import { booleanAt } from "../../kubernetes/fields";
import type { PodSecurityCheck } from "./check";

/** What each field shares with the node. */
const SHARED = {
  hostNetwork: "the pod shares the node's network: its interfaces, its loopback services and its traffic",
  hostPID: "the pod sees and may signal every process of the node",
  hostIPC: "the pod shares the node's shared memory and message queues",
} as const;

/** Baseline: the pod shares neither network, processes nor IPC with the node. */
export const hostNamespacesCheck: PodSecurityCheck = {
  id: "hostNamespaces",
  level: "baseline",
  versions: [
    {
      from: 0,
      find: (pod) =>
        Object.entries(SHARED)
          .filter(([field]) => booleanAt(pod.spec, field) === true)
          .map(([field, message]) => ({ path: pod.at(field), message })),
    },
  ],
};
