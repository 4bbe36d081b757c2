import { COMPONENT_NAMES, listMembers } from "../../control-plane/component";
import { isWeakCipher } from "../../control-plane/tls-ciphers";
import { fix } from "../../fixes/change";
import { listNames } from "../list-names";
import { defineComponentRule } from "./define-flag-rule";

/** Source: CIS Kubernetes Benchmark 1.12, 1.2.29, 4.2.12. */
export const weakTlsCipher = defineComponentRule({
  id: "control-plane/weak-tls-cipher",
  title: "Weak TLS cipher suites are offered",
  severity: "medium",
  why: "Suites that are broken, or that give up old traffic with a stolen key, let whoever listens read what was meant to be encrypted.",
  remediation: "Leave the list out, or name suites with ECDHE and GCM or ChaCha20 only.",
  standards: { cis: ["1.2.29", "4.2.12"], nsa: ["tls"], mitre: ["T1557"], owasp: ["K09"] },
  equivalents: {
    checkov: ["CKV_K8S_105", "CKV_K8S_151"],
    trivy: ["KCV-0092"],
    kubescape: ["C-0143", "C-0277", "C-0184"],
    kics: ["510d5810"],
  },
  controls: ["strong-tls-ciphers", "kubelet-strong-ciphers"],
  fixable: true,
  since: "0.1.0",
  components: COMPONENT_NAMES,
  check({ component, report }) {
    for (const name of ["tls-cipher-suites", "cipher-suites"]) {
      const weak = listMembers(component, name).filter(({ value }) => isWeakCipher(value));
      const first = weak[0];
      if (!first) continue;
      const strong = listMembers(component, name).filter(({ value }) => !isWeakCipher(value));
      const changes =
        strong.length > 0 ? first.flag.set(strong.map(({ value }) => value).join(",")) : first.flag.remove();
      report({
        ...first.place,
        message: `${component.name} offers weak TLS cipher suites (${listNames(weak.map(({ value }) => value))})`,
        fixes: changes.length > 0 ? [fix("harden", "Leave out the weak cipher suites", ...changes)] : [],
      });
    }
  },
});
