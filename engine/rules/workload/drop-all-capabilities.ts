import { fix, set } from "../../fixes/change";
import { dropAllCapabilities as dropAll } from "../../fixes/drop-all-capabilities";
import { hardenContainerFix } from "../../fixes/harden-container";
import { listAt } from "../../kubernetes/fields";
import { describeContainer } from "../../kubernetes/pod-template";
import { capabilitiesRestrictedCheck } from "../../standards/pod-security/capabilities-restricted";
import { offencesAt } from "../../standards/pod-security/check";
import { isPrivileged } from "../../workload/effective-security";
import { severityOfLinuxField } from "../../workload/windows-node";
import { definePodRule } from "../define-rule";

/**
 * Source: Pod Security Standards, restricted, "Capabilities", the half about dropping. Silent on privileged
 * containers, which hold every capability whatever they drop.
 */
export const dropAllCapabilities = definePodRule({
  id: "workload/drop-all-capabilities",
  title: "Container keeps the default capabilities",
  severity: "medium",
  why: "The runtime's default set lets a process change owners, forge network packets and bind low ports; hardly any application needs it, and many kernel exploits do.",
  remediation: "Set `capabilities.drop: [ALL]` and add back NET_BIND_SERVICE only where it is needed.",
  standards: {
    pss: ["restricted"],
    cis: ["5.2.8", "5.2.9"],
    nsa: ["privileged"],
    mitre: ["T1611"],
    owasp: ["K01"],
  },
  equivalents: {
    "kube-linter": ["drop-net-raw-capability"],
    checkov: ["CKV_K8S_28", "CKV_K8S_37"],
    trivy: ["KSV-0003", "KSV-0004", "KSV-0106"],
    kubescape: ["C-0055", "C-0199", "C-0200"],
    polaris: ["linuxHardening", "insecureCapabilities"],
    kubeaudit: ["CapabilityShouldDropAll", "CapabilityOrSecurityContextMissing"],
    kubesec: ["CapDropAll", "CapDropAny"],
    kics: ["268ca686", "dbbc6705"],
    kyverno: ["disallow-capabilities-strict", "drop-all-capabilities", "drop-cap-net-raw"],
    gatekeeper: ["K8sPSPCapabilities"],
    terrascan: ["AC_K8S_0048"],
  },
  controls: ["capabilities-must-drop-all-add-only-net-bind-service", "net-raw-not-dropped-added"],
  waive: "Images that start as root and need several default capabilities to step down.",
  fixable: true,
  since: "0.1.0",
  check({ pod, options, report }) {
    const offences = offencesAt(capabilitiesRestrictedCheck, pod, options.kubernetesVersion);
    for (const { container, path, message, missing } of offences) {
      if (!missing || !container || isPrivileged(container)) continue;
      const dropped = listAt(container.spec, "securityContext", "capabilities", "drop");
      const misspelt = dropped.findIndex((each) => typeof each === "string" && each.toUpperCase() === "ALL");
      if (misspelt >= 0) {
        report({
          path: [...path, misspelt],
          severity: "low",
          message: `${describeContainer(container)} drops "${dropped[misspelt]}", which runtimes take for ALL and Pod Security does not`,
          fixes: [fix("safe", "Write ALL", set([...path, misspelt], "ALL"))],
        });
        continue;
      }
      report({
        path,
        message,
        ...severityOfLinuxField(pod),
        fixes: [
          fix("harden", "Drop all capabilities", dropAll(container)),
          hardenContainerFix(pod, container),
        ],
      });
    }
  },
});
