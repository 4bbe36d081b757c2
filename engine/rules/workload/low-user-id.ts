import { numberAt } from "../../kubernetes/fields";
import { describeContainer } from "../../kubernetes/pod-template";
import { effectiveUser } from "../../workload/effective-security";
import { defineContainerRule } from "../define-rule";

/** Below this, users of the image may be users of the node. */
const FIRST_FREE = 10_000;

/** Source: the practice of several scanners; not part of any standard. */
export const lowUserId = defineContainerRule({
  id: "workload/low-user-id",
  title: "Container runs as a user that the node may have too",
  severity: "low",
  opinion: true,
  why: "If a process escapes, it acts as the node's user of the same number; numbers from 10000 are nobody's.",
  remediation: "Set `runAsUser` to 10000 or higher, or give the pod a user namespace (`hostUsers: false`).",
  standards: { nsa: ["non-root"], mitre: ["T1611"], owasp: ["K01"] },
  equivalents: {
    checkov: ["CKV_K8S_40"],
    trivy: ["KSV-0020"],
    "kube-score": ["container-security-context-user-group-id"],
    kubesec: ["RunAsUser"],
    kics: ["02323c00"],
    terrascan: ["AC_K8S_0079"],
  },
  controls: ["low-uid-10000"],
  waive: "Images whose files belong to a fixed low user.",
  since: "0.1.0",
  check({ pod, container, report }) {
    const user = effectiveUser(pod, container);
    if (pod.isWindows || pod.spec.hostUsers === false) return;
    // The user 0 is another rule's finding.
    if (user === undefined || user === 0 || user >= FIRST_FREE) return;
    const own = container.at("securityContext", "runAsUser");
    const inherited = pod.at("securityContext", "runAsUser");
    report({
      path: numberAt(container.spec, "securityContext", "runAsUser") === undefined ? inherited : own,
      message: `${describeContainer(container)} runs as user ${user}, which may exist on the node`,
    });
  },
});
