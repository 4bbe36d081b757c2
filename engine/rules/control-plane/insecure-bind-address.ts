import { flagOf } from "../../control-plane/component";
import { defineFlagRule } from "./define-flag-rule";

/** Without effect since 1.20 and removed in 1.24 (kubernetes/kubernetes#95856, #106859). */
export const insecureBindAddress = defineFlagRule({
  id: "control-plane/insecure-bind-address",
  title: "API server's open port is bound to an address",
  severity: "critical",
  why: "The insecure port asks for no login and no rights: whoever reaches it is cluster admin.",
  remediation: "Remove `--insecure-bind-address` and close the port.",
  standards: { nsa: ["control-plane"], mitre: ["T1190"], owasp: ["K09"] },
  equivalents: { checkov: ["CKV_K8S_86"], kics: ["b9380fd3"] },
  controls: ["insecure-bind-address-unset"],
  fixable: true,
  since: "0.1.0",
  components: ["kube-apiserver"],
  flag: "insecure-bind-address",
  expect: { isUnset: true },
  consequence: "its port without login is reachable at that address",
  absent: false,
  when: (component, version) => version < 20 && flagOf(component, "insecure-port")?.value !== "0",
  fix: { safety: "unsafe", remove: true },
});
