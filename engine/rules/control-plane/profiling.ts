import { defineFlagRule } from "./define-flag-rule";

/** Source: CIS Kubernetes Benchmark 1.12, 1.2.15, 1.3.2, 1.4.1. */
export const profiling = defineFlagRule({
  id: "control-plane/profiling",
  title: "Profiling is served",
  severity: "low",
  why: "Profiles show what a component does inside and cost it much work to make: a help to whoever prepares an attack or wants to stall it.",
  remediation: "Set `--profiling=false`.",
  standards: { cis: ["1.2.15", "1.3.2", "1.4.1"], nsa: ["control-plane"], owasp: ["K09"] },
  equivalents: {
    checkov: ["CKV_K8S_90", "CKV_K8S_107", "CKV_K8S_114"],
    trivy: ["KCV-0018", "KCV-0034", "KCV-0040"],
    kubescape: ["C-0129", "C-0145", "C-0151"],
    kics: ["2f491173"],
  },
  opinion: true,
  controls: ["profiling-false-apiserver", "profiling-false-kcm", "profiling-false-scheduler"],
  fixable: true,
  since: "0.1.0",
  components: ["kube-apiserver", "kube-controller-manager", "kube-scheduler"],
  flag: "profiling",
  expect: { is: false },
  consequence: "profiles of its inside are served to whoever may read /debug/pprof",
  absent: true,
  fix: { safety: "safe", value: "false" },
});
