import { mapsAt, stringAt } from "../../kubernetes/fields";
import { describeContainer } from "../../kubernetes/pod-template";
import { defineContainerRule } from "../define-rule";

/** The first version of which every patch release is safe; 1.22.2, 1.21.5, 1.20.11 and 1.19.15 brought the fix. */
const FIXED = 23;

/** Source: CVE-2021-25741 (kubernetes/kubernetes#104980). */
export const subPath = defineContainerRule({
  id: "workload/sub-path",
  title: "subPath mount on a version with CVE-2021-25741",
  severity: "high",
  why: "Before 1.22.2 a symbolic link swapped in at the right moment makes the kubelet mount any folder of the node into the container (CVE-2021-25741).",
  remediation: "Update the kubelets, or mount the whole volume instead of a `subPath`.",
  standards: { mitre: ["T1611"], owasp: ["K10"] },
  equivalents: { kubescape: ["C-0058"] },
  controls: ["subpath-symlink-cve-2021-25741"],
  waive: "Nodes whose kubelets are 1.19.15, 1.20.11, 1.21.5, 1.22.2 or later.",
  since: "0.1.0",
  check({ container, options, report }) {
    const minor = options.kubernetesVersion;
    if (minor >= FIXED) return;
    for (const { index, value } of mapsAt(container.spec, "volumeMounts")) {
      const field = ["subPath", "subPathExpr"].find((each) => stringAt(value, each));
      if (!field) continue;
      report({
        path: container.at("volumeMounts", index, field),
        message: `${describeContainer(container)} mounts a ${field}: kubelets of 1.${minor} before the fix of CVE-2021-25741 can be led out of the volume`,
      });
    }
  },
});
