import { numberAt } from "../../kubernetes/fields";
import { describeContainer } from "../../kubernetes/pod-template";
import { effectiveGroup } from "../../workload/effective-security";
import { defineContainerRule } from "../define-rule";

/** Below this, groups of the image may be groups of the node. */
const FIRST_FREE = 10_000;

/** Source: the practice of several scanners; not part of any standard. */
export const lowGroupId = defineContainerRule({
  id: "workload/low-group-id",
  title: "Container runs as a group that the node may have too",
  severity: "low",
  opinion: true,
  why: "If a process escapes, it acts as the node's group of the same number; numbers from 10000 are nobody's.",
  remediation: "Set `runAsGroup` to 10000 or higher, or give the pod a user namespace (`hostUsers: false`).",
  standards: { nsa: ["non-root"], mitre: ["T1611"], owasp: ["K01"] },
  equivalents: {
    trivy: ["KSV-0021"],
    "kube-score": ["container-security-context-user-group-id"],
    kubesec: ["RunAsGroup"],
  },
  controls: ["low-gid-10000"],
  waive: "Images whose files belong to a fixed low group.",
  since: "0.1.0",
  check({ pod, container, report }) {
    const group = effectiveGroup(pod, container);
    if (pod.isWindows || pod.spec.hostUsers === false) return;
    // The group 0 is another rule's finding.
    if (group === undefined || group === 0 || group >= FIRST_FREE) return;
    const own = container.at("securityContext", "runAsGroup");
    const inherited = pod.at("securityContext", "runAsGroup");
    report({
      path: numberAt(container.spec, "securityContext", "runAsGroup") === undefined ? inherited : own,
      message: `${describeContainer(container)} runs with the group ${group}, which may exist on the node`,
    });
  },
});
