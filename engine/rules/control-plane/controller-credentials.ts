import { defineFlagRule } from "./define-flag-rule";

/** Source: CIS Kubernetes Benchmark 1.12, 1.3.3. */
export const controllerCredentials = defineFlagRule({
  id: "control-plane/controller-credentials",
  title: "All controllers share one identity",
  severity: "medium",
  why: "All controllers act with the rights of the controller manager together, so that a fault in one of them has the reach of all.",
  remediation:
    "Set `--use-service-account-credentials=true`; each controller then has its own account and role.",
  standards: { cis: ["1.3.3"], nsa: ["control-plane"], mitre: ["T1078"], owasp: ["K03"] },
  equivalents: { checkov: ["CKV_K8S_108"], trivy: ["KCV-0035"], kubescape: ["C-0146"], kics: ["1acd93f1"] },
  controls: ["use-service-account-credentials"],
  fixable: true,
  since: "0.1.0",
  components: ["kube-controller-manager"],
  flag: "use-service-account-credentials",
  expect: { is: true },
  consequence: "every controller acts with the rights of all of them",
  absent: true,
  fix: { safety: "harden", value: "true" },
});
