import { fix, set } from "../../fixes/change";
import { booleanAt, listAt } from "../../kubernetes/fields";
import type { PodTemplate } from "../../kubernetes/pod-template";
import { hasUserNamespace } from "../../standards/pod-security/user-namespace";
import { definePodRule } from "../define-rule";

/** On by default from here. Source: KEP-127. */
const SINCE = 33;

/** Source: KEP-127, user namespaces in pods. */
export const userNamespace = definePodRule({
  id: "workload/user-namespace",
  title: "Pod shares the node's users",
  severity: "low",
  opinion: true,
  why: "With a user namespace, root in the container is an unprivileged user of the node, and most known escapes gain nothing.",
  remediation: "Set `hostUsers: false` where the nodes' kernel and file systems support it.",
  standards: { nsa: ["non-root"], mitre: ["T1611"], owasp: ["K01"] },
  equivalents: { kubesec: ["HostUsers"], checkov: ["CKV_K8S_40"] },
  controls: ["user-namespaces-hostusers-false"],
  waive: "Volumes whose file system cannot map users, and nodes with a kernel older than 6.3.",
  fixable: true,
  since: "0.1.0",
  check({ pod, options, report }) {
    if (options.kubernetesVersion < SINCE || pod.isWindows || hasUserNamespace(pod)) return;
    if (needsHostUsers(pod)) return;
    const path = pod.at("hostUsers");
    const written = booleanAt(pod.spec, "hostUsers") === true;
    report({
      path,
      message: `the pod shares the node's users: hostUsers is ${written ? "true" : "not set to false"}`,
      fixes: [fix(written ? "unsafe" : "harden", "Give the pod a user namespace", set(path, false))],
    });
  },
});

/** The API server refuses a user namespace beside the node's namespaces and beside raw block devices. */
function needsHostUsers({ spec, containers }: PodTemplate): boolean {
  return (
    ["hostNetwork", "hostPID", "hostIPC"].some((field) => booleanAt(spec, field) === true) ||
    containers.some((container) => listAt(container.spec, "volumeDevices").length > 0)
  );
}
