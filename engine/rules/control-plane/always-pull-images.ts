import { defineWantedPluginRule } from "./define-plugin-rule";

/** Source: CIS Kubernetes Benchmark 1.12, 1.2.11. */
export const alwaysPullImages = defineWantedPluginRule({
  id: "control-plane/always-pull-images",
  title: "Images on a node are open to every pod",
  severity: "low",
  why: "An image that one pod pulled with credentials can be run by any other pod of the node without them.",
  remediation:
    "Add `AlwaysPullImages` to `--enable-admission-plugins`; from 1.35 on kubelets verify credentials themselves.",
  standards: { cis: ["1.2.11"], nsa: ["control-plane"], owasp: ["K09"] },
  equivalents: { checkov: ["CKV_K8S_80"], trivy: ["KCV-0012"], kubescape: ["C-0123"], kics: ["a77f4d07"] },
  opinion: true,
  controls: ["alwayspullimages"],
  fixable: true,
  since: "0.1.0",
  plugin: "AlwaysPullImages",
  consequence: "pods may use private images that somebody else pulled to the node",
  fix: "harden",
});
