import { defineFlagRule } from "./define-flag-rule";

/** 8080 by default up to 1.19; from 1.20 on only 0 is accepted; removed in 1.24 (kubernetes/kubernetes#95856, #106859). */
export const insecurePort = defineFlagRule({
  id: "control-plane/insecure-port",
  title: "API server serves without login",
  severity: "critical",
  why: "The insecure port asks for no login and no rights: whoever reaches it, at first every process of the node, is cluster admin.",
  remediation: "Set `--insecure-port=0` up to 1.23; from 1.24 on the flag is gone and must be left out.",
  standards: { nsa: ["control-plane"], mitre: ["T1190"], owasp: ["K09"] },
  equivalents: { checkov: ["CKV_K8S_88"], kubescape: ["C-0005"], kics: ["fa4def8c"] },
  controls: ["insecure-port-0"],
  fixable: true,
  since: "0.1.0",
  components: ["kube-apiserver"],
  flag: "insecure-port",
  expect: { isBad: (value) => value !== "0" },
  consequence: "whoever reaches that port is cluster admin without a login",
  absent: true,
  when: (_, version) => version < 20,
  fix: { safety: "unsafe", value: "0" },
});
