import { append, fix, set } from "../../fixes/change";
import type { Fix } from "../../fixes/fix";
import { booleanAt, mapsAt, numberAt, stringAt } from "../../kubernetes/fields";
import { describeContainer, type PodTemplate } from "../../kubernetes/pod-template";
import { effectiveNonRoot, effectiveUser } from "../../workload/effective-security";
import { defineContainerRule } from "../define-rule";

const FIRST_UNPRIVILEGED = 1024;
const SYSCTL = "net.ipv4.ip_unprivileged_port_start";

/**
 * An opinion: containerd 2 opens low ports to every user by default. NET_BIND_SERVICE is no remedy for a process that
 * is not root under no-new-privileges, since Kubernetes has no ambient capabilities.
 */
export const privilegedPort = defineContainerRule({
  id: "workload/privileged-port",
  title: "Container listens below port 1024",
  severity: "low",
  opinion: true,
  why: "Binding a low port takes root or a capability on older runtimes, which keeps images from running as an ordinary user.",
  remediation:
    "Listen on a port from 1024 and let the Service's `targetPort` follow, or set the sysctl `net.ipv4.ip_unprivileged_port_start`.",
  standards: { nsa: ["non-root"], mitre: ["T1611"], owasp: ["K01"] },
  equivalents: { "kube-linter": ["privileged-ports"], trivy: ["KSV-0117"] },
  controls: ["privileged-port-1024-in-container"],
  waive: "Nodes with containerd 2 or later, where low ports are open to every user.",
  fixable: true,
  since: "0.1.0",
  check({ pod, container, report }) {
    if (pod.isWindows) return;
    const hostNetwork = booleanAt(pod.spec, "hostNetwork") === true;
    for (const { index, value } of mapsAt(container.spec, "ports")) {
      const port = numberAt(value, "containerPort");
      if (port === undefined || port <= 0 || port >= openFrom(pod)) continue;
      const nonRoot = effectiveNonRoot(pod, container) === true || (effectiveUser(pod, container) ?? 0) > 0;
      report({
        path: container.at("ports", index, "containerPort"),
        message: `${describeContainer(container)} listens on port ${port}, ${
          nonRoot
            ? "which a process that is not root cannot bind on older runtimes, not even with NET_BIND_SERVICE"
            : "which asks for root"
        }`,
        // Network settings of the node are not the pod's to change.
        fixes: hostNetwork ? [] : [openLowPorts(pod)],
      });
    }
  },
});

/** The pod's setting of the first port that every user may bind. */
function portStart(pod: PodTemplate) {
  return mapsAt(pod.spec, "securityContext", "sysctls").find(
    ({ value }) => stringAt(value, "name") === SYSCTL,
  );
}

/** The first port that every user of the pod may bind. */
function openFrom(pod: PodTemplate): number {
  const start = Number(stringAt(portStart(pod)?.value, "value"));
  return Number.isInteger(start) ? Math.min(start, FIRST_UNPRIVILEGED) : FIRST_UNPRIVILEGED;
}

function openLowPorts(pod: PodTemplate): Fix {
  const written = portStart(pod);
  const list = pod.at("securityContext", "sysctls");
  const title = "Open low ports to every user of the pod";
  return written
    ? fix("unsafe", title, set([...list, written.index, "value"], "0"))
    : fix("safe", title, append(list, { name: SYSCTL, value: "0" }));
}
