import { fix, set } from "../../fixes/change";
import { mapsAt, stringAt } from "../../kubernetes/fields";
import { describeContainer } from "../../kubernetes/pod-template";
import { isPrivileged } from "../../workload/effective-security";
import { defineContainerRule } from "../define-rule";

/** Source: kubernetes.io, concepts/storage/volumes, "Mount propagation". */
export const mountPropagation = defineContainerRule({
  id: "workload/mount-propagation",
  title: "Mounts made in the container reach the node",
  severity: "high",
  why: "With bidirectional propagation a container mounts over files of the node and of other pods, and leaves the mounts behind.",
  remediation: "Use `HostToContainer`, or remove `mountPropagation`.",
  standards: { nsa: ["host-access"], mitre: ["T1611"], owasp: ["K01"] },
  controls: ["bidirectional-mountpropagation"],
  waive: "Storage drivers that mount volumes for other pods.",
  fixable: true,
  since: "0.1.0",
  check({ container, report }) {
    for (const { index, value } of mapsAt(container.spec, "volumeMounts")) {
      if (stringAt(value, "mountPropagation") !== "Bidirectional") continue;
      const path = container.at("volumeMounts", index, "mountPropagation");
      report({
        path,
        message: `${describeContainer(container)} passes its mounts on to the node${
          isPrivileged(container) ? "" : "; the API server refuses that without privileged: true"
        }`,
        fixes: [fix("unsafe", "Receive mounts only", set(path, "HostToContainer"))],
      });
    }
  },
});
