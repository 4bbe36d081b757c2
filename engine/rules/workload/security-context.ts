import { hardenContainerFix } from "../../fixes/harden-container";
import { mapAt } from "../../kubernetes/fields";
import { describeContainer } from "../../kubernetes/pod-template";
import { defineContainerRule } from "../define-rule";

/** An opinion because every part of a security context has a rule of its own. */
export const securityContext = defineContainerRule({
  id: "workload/security-context",
  title: "Container without any security context",
  severity: "low",
  opinion: true,
  why: "Everything that a security context forbids is allowed where there is none: root, new privileges, every system call.",
  remediation: "Give the pod and its containers a `securityContext`.",
  standards: { nsa: ["non-root"], mitre: ["T1611"], owasp: ["K01"], cis: ["5.6.3"] },
  equivalents: {
    checkov: ["CKV_K8S_29", "CKV_K8S_30"],
    trivy: ["KSV-0118"],
    kubescape: ["C-0211"],
    kics: ["a97a340a"],
    terrascan: ["AC_K8S_0064"],
  },
  controls: ["no-securitycontext-at-all"],
  fixable: true,
  since: "0.1.0",
  check({ pod, container, report }) {
    const set = { ...mapAt(pod.spec, "securityContext"), ...mapAt(container.spec, "securityContext") };
    if (Object.values(set).some((value) => value !== null)) return;
    report({
      path: container.at("securityContext"),
      message: `${describeContainer(container)} has no security context, nor has its pod`,
      fixes: [hardenContainerFix(pod, container)],
    });
  },
});
