import { booleanAt } from "../../kubernetes/fields";
import { hasUserNamespace } from "../../standards/pod-security/user-namespace";
import { definePodRule } from "../define-rule";

/** Source: validation of `hostUsers` in k8s.io/kubernetes, pkg/apis/core/validation. */
export const userNamespaceConflict = definePodRule({
  id: "workload/user-namespace-conflict",
  title: "hostUsers: false contradicts a namespace of the node",
  severity: "medium",
  why: "The API server refuses the pod: a user namespace has no rights in the node's processes, IPC or network.",
  remediation: "Leave the node's namespace, or remove `hostUsers: false`.",
  controls: ["user-namespaces-hostusers-false"],
  since: "0.1.0",
  check({ pod, report }) {
    if (!hasUserNamespace(pod)) return;
    const shared = ["hostNetwork", "hostPID", "hostIPC"].filter(
      (field) => booleanAt(pod.spec, field) === true,
    );
    if (shared.length === 0) return;
    report({
      path: pod.at("hostUsers"),
      message: `the API server refuses the pod: hostUsers: false stands beside ${shared.map((field) => `${field}: true`).join(" and ")}`,
      related: shared.map((field) => ({ path: pod.at(field), message: `${field} is true` })),
    });
  },
});
