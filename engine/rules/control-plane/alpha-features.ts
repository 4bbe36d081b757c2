import { COMPONENT_NAMES } from "../../control-plane/component";
import { defineListFlagRule } from "./define-flag-rule";

/** Source: Kubernetes documentation, configuration APIs of kubeadm, kubelet and API server. */
export const alphaFeatures = defineListFlagRule({
  id: "control-plane/alpha-features",
  title: "Every alpha feature is switched on",
  severity: "medium",
  why: "Alpha features are off for a reason: they are little tested, may change or vanish, and widen what can be attacked.",
  remediation: "Name the single gates that are needed.",
  standards: { nsa: ["control-plane"], owasp: ["K09"] },
  fixable: true,
  since: "0.1.0",
  components: COMPONENT_NAMES,
  flag: "feature-gates",
  isBad: (value) => /^AllAlpha=(true|t|1)$/i.test(value),
  consequence: () => "untested features widen what can be attacked",
  fix: "unsafe",
});
