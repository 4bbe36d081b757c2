import { stringAt } from "../../kubernetes/fields";
import { definePodRule } from "../define-rule";

const SYSTEM_CLASSES = new Set(["system-node-critical", "system-cluster-critical"]);

/** Source: Kubernetes documentation, "Guaranteed Scheduling For Critical Add-On Pods". */
export const systemPriority = definePodRule({
  id: "resources/system-priority",
  title: "Workload claims the priority of the system",
  severity: "low",
  why: "On a full node its pods push out DNS, monitoring and policy engines, which the same priority was meant to protect.",
  remediation: "Use a PriorityClass of your own, below the system's.",
  standards: { nsa: ["resource-limits"], mitre: ["T1499"] },
  controls: ["priorityclassname"],
  waive: "The workload is an add-on of the cluster, such as a CNI or CSI driver, outside kube-system.",
  since: "0.1.0",
  check({ resource, pod, report }) {
    const name = stringAt(pod.spec, "priorityClassName") ?? "";
    // An absent namespace may still become one of the system's.
    const { namespace } = resource;
    if (
      !SYSTEM_CLASSES.has(name) ||
      namespace === undefined ||
      /(^kube-|-system$|^calico-|^openshift-)/.test(namespace)
    )
      return;
    // Agents run once a node and replace the node's own services: that is what the class is for.
    if (resource.kind === "DaemonSet") return;
    report({
      path: pod.at("priorityClassName"),
      message: `the pods claim ${name} in the namespace "${namespace}", so they push out the cluster's own services`,
    });
  },
});
