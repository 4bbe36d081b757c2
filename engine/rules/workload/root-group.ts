import { fix, remove } from "../../fixes/change";
import { listAt, numberAt } from "../../kubernetes/fields";
import { describeContainer } from "../../kubernetes/pod-template";
import { definePodRule } from "../define-rule";

/** Source: the practice of several scanners, after the Pod Security Policies' group ranges. */
export const rootGroup = definePodRule({
  id: "workload/root-group",
  title: "Pod runs with the group root",
  severity: "low",
  why: "Files of the image and of volumes that the group root may write become writable to a process that is no root otherwise.",
  remediation: "Name a group other than 0 in `runAsGroup`, `fsGroup` and `supplementalGroups`.",
  standards: { nsa: ["non-root"], mitre: ["T1611"], owasp: ["K01"] },
  equivalents: {
    trivy: ["KSV-0116"],
    kubescape: ["C-0211"],
    kyverno: ["require-non-root-groups", "psp-check-supplemental-groups", "validate-userid-groupid-fsgroup"],
    gatekeeper: ["K8sPSPFSGroup"],
  },
  controls: ["root-primary-supplementary-gid-fsgroup"],
  waive: "Images that give their files to the group root so that any user can run them, as OpenShift asks.",
  fixable: true,
  since: "0.1.0",
  check({ pod, report }) {
    const title = "Do not use the group root";
    for (const field of ["runAsGroup", "fsGroup"]) {
      if (numberAt(pod.spec, "securityContext", field) !== 0) continue;
      const path = pod.at("securityContext", field);
      report({
        path,
        message: `the pod uses the group root: ${field} is 0`,
        fixes: [fix("unsafe", title, remove(path))],
      });
    }
    listAt(pod.spec, "securityContext", "supplementalGroups").forEach((group, index) => {
      if (group !== 0) return;
      const path = pod.at("securityContext", "supplementalGroups", index);
      report({
        path,
        message: "the pod joins the group root: supplementalGroups lists 0",
        fixes: [fix("unsafe", title, remove(path))],
      });
    });
    for (const container of pod.containers) {
      if (numberAt(container.spec, "securityContext", "runAsGroup") !== 0) continue;
      const path = container.at("securityContext", "runAsGroup");
      report({
        path,
        message: `${describeContainer(container)} runs with the group root: runAsGroup is 0`,
        fixes: [fix("unsafe", title, remove(path))],
      });
    }
  },
});
