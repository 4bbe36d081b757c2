import { fix, set } from "../../fixes/change";
import { isObject, valueAt } from "../../json";
import { mapsAt, stringAt } from "../../kubernetes/fields";
import { describeContainer } from "../../kubernetes/pod-template";
import { definePodRule } from "../define-rule";

/** Source: Kubernetes documentation, "Local ephemeral storage". */
export const ephemeralStorage = definePodRule({
  id: "resources/ephemeral-storage",
  title: "Ephemeral storage has no limit",
  severity: "low",
  why: "Logs, writable layers and emptyDir volumes fill the node's disk, and the kubelet evicts its neighbours.",
  remediation: "Set `resources.limits.ephemeral-storage`, and `sizeLimit` on every emptyDir.",
  standards: { nsa: ["resource-limits"], mitre: ["T1499"] },
  equivalents: {
    "kube-score": ["container-ephemeral-storage-request-and-limit"],
    kyverno: ["require-emptydir-requests-and-limits"],
    gatekeeper: ["K8sContainerEphemeralStorageLimit"],
  },
  opinion: true,
  controls: ["ephemeral-storage-request-limit"],
  fixable: true,
  since: "0.1.0",
  check({ pod, report }) {
    for (const container of pod.containers) {
      if (container.list === "ephemeralContainers") continue;
      if (valueAt(container.spec, ["resources", "limits", "ephemeral-storage"]) !== undefined) continue;
      report({
        path: container.at("resources", "limits", "ephemeral-storage"),
        message: `${describeContainer(container)} may fill the node's disk: it has no limit of ephemeral storage`,
        fixes: [
          fix(
            "input",
            "Limit the ephemeral storage",
            set(container.at("resources", "limits", "ephemeral-storage"), "1Gi"),
          ),
        ],
      });
    }
    for (const { index, value } of mapsAt(pod.spec, "volumes")) {
      const directory = value.emptyDir;
      if (!isObject(directory) || directory.sizeLimit !== undefined) continue;
      const where = stringAt(directory, "medium") === "Memory" ? "memory" : "disk";
      report({
        path: pod.at("volumes", index, "emptyDir", "sizeLimit"),
        message: `the emptyDir "${stringAt(value, "name") ?? index}" may fill the node's ${where}: it has no sizeLimit`,
      });
    }
  },
});
