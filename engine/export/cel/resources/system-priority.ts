import type { PolicySource } from "../../policy-source";
import { when } from "../expressions";

/** Pods outside the system that claim its priority; agents of every node may. */
export const systemPriorityPolicy: PolicySource = {
  rule: "resources/system-priority",
  match: "pods",
  offences: when(
    "variables.podSpec.?priorityClassName.orValue('') in ['system-node-critical', 'system-cluster-critical'] && variables.root.kind != 'DaemonSet' && !variables.root.metadata.?namespace.orValue('kube-').matches('^kube-|-system$|^calico-|^openshift-')",
    "the pod",
  ),
};
