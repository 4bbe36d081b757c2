import { stringAt } from "../../kubernetes/fields";
import { type Container, describeContainer } from "../../kubernetes/pod-template";
import type { PodSecurityCheck, PodSecurityOffence } from "./check";

const HANDLERS = [
  ["livenessProbe"],
  ["readinessProbe"],
  ["startupProbe"],
  ["lifecycle", "postStart"],
  ["lifecycle", "preStop"],
] as const;

const ACTIONS = ["httpGet", "tcpSocket"] as const;

/** Baseline: probes and lifecycle hooks name no host, since the kubelet would call it from the node's network. */
export const hostProbesCheck: PodSecurityCheck = {
  id: "hostProbesAndHostLifecycle",
  level: "baseline",
  versions: [{ from: 34, find: (pod) => pod.containers.flatMap(hostsOf) }],
};

function hostsOf(container: Container): PodSecurityOffence[] {
  return HANDLERS.flatMap((handler) => {
    if (container.spec[handler[0]] === undefined) return [];
    return ACTIONS.flatMap((action): PodSecurityOffence[] => {
      const host = stringAt(container.spec, ...handler, action, "host");
      if (!host) return [];
      return [
        {
          container,
          path: container.at(...handler, action, "host"),
          message: `${describeContainer(container)} lets the kubelet call "${host}" from the node's network in ${handler.join(".")}`,
        },
      ];
    });
  });
}
