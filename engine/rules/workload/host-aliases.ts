import { mapsAt } from "../../kubernetes/fields";
import { definePodRule } from "../define-rule";

/** Source: the practice of several scanners; not part of any standard. */
export const hostAliases = definePodRule({
  id: "workload/host-aliases",
  title: "Pod overrides name resolution with hostAliases",
  severity: "low",
  opinion: true,
  why: "A fixed address in /etc/hosts is believed before DNS: a name that must be trusted can be pointed elsewhere, and an address that moves takes the pod with it.",
  remediation: "Use DNS: a Service without selector, or an ExternalName.",
  standards: { mitre: ["T1557"], owasp: ["K01"] },
  equivalents: { trivy: ["KSV-0007"], kubesec: ["HostAliases"] },
  controls: ["hostaliases"],
  waive: "Names that no DNS serves, such as appliances in a data centre.",
  since: "0.1.0",
  check({ pod, report }) {
    if (mapsAt(pod.spec, "hostAliases").length === 0) return;
    report({
      path: pod.at("hostAliases"),
      target: "key",
      message: "the pod writes names into /etc/hosts, which are believed before DNS",
    });
  },
});
