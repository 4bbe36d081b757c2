import { fix } from "../../fixes/change";
import { hardenContainerFix } from "../../fixes/harden-container";
import { readOnlyRoot } from "../../fixes/read-only-root";
import { booleanAt } from "../../kubernetes/fields";
import { describeContainer } from "../../kubernetes/pod-template";
import { isForWindowsNodes } from "../../workload/windows-node";
import { defineContainerRule } from "../define-rule";

/** Source: application security checklist of kubernetes.io; NSA/CISA hardening guide, "Immutable container file systems". */
export const readOnlyRootFilesystem = defineContainerRule({
  id: "workload/read-only-root-filesystem",
  title: "Container can write to its own image",
  severity: "medium",
  why: "An attacker in the container drops tools and changes the program in place; a read-only root file system stops both.",
  remediation: "Set `readOnlyRootFilesystem: true` and mount an `emptyDir` where the program writes.",
  standards: { nsa: ["immutable-file-systems"], mitre: ["T1525", "T1105"], owasp: ["K01"] },
  equivalents: {
    "kube-linter": ["no-read-only-root-fs"],
    checkov: ["CKV_K8S_22"],
    trivy: ["KSV-0014"],
    kubescape: ["C-0017"],
    "kube-score": ["container-security-context-readonlyrootfilesystem"],
    polaris: ["notReadOnlyRootFilesystem"],
    kubeaudit: ["ReadOnlyRootFilesystemFalse", "ReadOnlyRootFilesystemNil"],
    kubesec: ["ReadOnlyRootFilesystem"],
    kics: ["a9c2f49d"],
    kyverno: ["require-ro-rootfs"],
    gatekeeper: ["K8sPSPReadOnlyRootFilesystem"],
    terrascan: ["AC_K8S_0078"],
  },
  controls: ["readonlyrootfilesystem-not-true"],
  waive: "Programs that write all over their image, until their folders are known and mounted.",
  fixable: true,
  since: "0.1.0",
  check({ pod, container, report }) {
    const written = booleanAt(container.spec, "securityContext", "readOnlyRootFilesystem");
    // The field does not exist for Windows containers.
    if (isForWindowsNodes(pod) || written === true) return;
    const path = container.at("securityContext", "readOnlyRootFilesystem");
    const title = "Make the root file system read-only, with an emptyDir for /tmp";
    report({
      path,
      message: `${describeContainer(container)} can write to its own image: readOnlyRootFilesystem is ${
        written === false ? "false" : "not set"
      }`,
      fixes:
        written === false
          ? [fix("unsafe", title, ...readOnlyRoot(pod, container))]
          : [fix("harden", title, ...readOnlyRoot(pod, container)), hardenContainerFix(pod, container)],
    });
  },
});
