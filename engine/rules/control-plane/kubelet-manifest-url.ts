import { defineFlagRule } from "./define-flag-rule";

/** Source: Kubernetes documentation, command line reference of kubelet. */
export const kubeletManifestUrl = defineFlagRule({
  id: "control-plane/kubelet-manifest-url",
  title: "Kubelet runs pods from a plain HTTP address",
  severity: "critical",
  why: "Static pods pass no admission and may be privileged: whoever answers that request, or stands on the way, owns the node.",
  remediation:
    "Keep static pods on the node (`staticPodPath`), or fetch them by HTTPS from a server you own.",
  standards: { nsa: ["control-plane"], mitre: ["T1610"], owasp: ["K09"] },
  fixable: true,
  since: "0.1.0",
  components: ["kubelet"],
  flag: "manifest-url",
  expect: { isBad: (value) => /^http:/i.test(value) },
  consequence: "whoever answers that request runs privileged pods on the node",
  absent: false,
  fix: { safety: "unsafe", remove: true },
});
