import { defineFlagRule } from "./define-flag-rule";

/** Source: Kubernetes documentation, command line reference of kube-apiserver. */
export const securePort = defineFlagRule({
  id: "control-plane/secure-port",
  title: "API server's secure port is switched off",
  severity: "high",
  why: "Port 0 switches off the only port that asks for a login, so that clients are pushed to one that does not.",
  remediation: "Remove `--secure-port=0`; the default is 6443.",
  standards: { nsa: ["control-plane"], owasp: ["K09"] },
  equivalents: { checkov: ["CKV_K8S_89"], trivy: ["KCV-0017"], kubescape: ["C-0128"], kics: ["3d24b204"] },
  controls: ["secure-port-not-0"],
  fixable: true,
  since: "0.1.0",
  components: ["kube-apiserver"],
  flag: "secure-port",
  expect: { isBad: (value) => value === "0" },
  consequence: "it serves no encrypted port",
  absent: false,
  fix: { safety: "safe", value: "6443" },
});
