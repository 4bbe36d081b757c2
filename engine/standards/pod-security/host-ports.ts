import { booleanAt, mapsAt, numberAt } from "../../kubernetes/fields";
import { type Container, describeContainer, type PodTemplate } from "../../kubernetes/pod-template";
import type { PodSecurityCheck, PodSecurityOffence } from "./check";

/**
 * Baseline: no port is opened on the node. Under `hostNetwork` every declared port is a host port, since the API
 * defaults `hostPort` to `containerPort` there.
 */
export const hostPortsCheck: PodSecurityCheck = {
  id: "hostPorts",
  level: "baseline",
  versions: [{ from: 0, find: (pod) => pod.containers.flatMap((container) => portsOf(pod, container)) }],
};

function portsOf(pod: PodTemplate, container: Container): PodSecurityOffence[] {
  const hostNetwork = booleanAt(pod.spec, "hostNetwork") === true && container.list !== "ephemeralContainers";
  return mapsAt(container.spec, "ports").flatMap(({ index, value }): PodSecurityOffence[] => {
    const hostPort = numberAt(value, "hostPort") ?? 0;
    if (hostPort !== 0)
      return [
        {
          container,
          path: container.at("ports", index, "hostPort"),
          message: `${describeContainer(container)} opens port ${hostPort} on the node, past every Service and NetworkPolicy of the pod`,
        },
      ];
    const containerPort = numberAt(value, "containerPort") ?? 0;
    if (!hostNetwork || containerPort === 0) return [];
    return [
      {
        container,
        path: container.at("ports", index, "containerPort"),
        message: `${describeContainer(container)} opens port ${containerPort} on the node, since the pod shares its network`,
        defaulted: true,
      },
    ];
  });
}
