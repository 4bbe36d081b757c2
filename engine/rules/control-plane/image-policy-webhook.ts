import { defineWantedPluginRule } from "./define-plugin-rule";

/** Source: CIS Kubernetes Benchmark 1.12, 5.5.1. */
export const imagePolicyWebhook = defineWantedPluginRule({
  id: "control-plane/image-policy-webhook",
  title: "No webhook decides on images",
  severity: "low",
  why: "Without a check of images at admission anything that can be pulled can be run.",
  remediation:
    "Verify images by an admission policy or its engine; `ImagePolicyWebhook` is the built-in way.",
  standards: { cis: ["5.5.1"], nsa: ["image-scanning"], owasp: ["K02"] },
  equivalents: { kubescape: ["C-0289"], kics: ["14abda69"] },
  opinion: true,
  controls: ["imagepolicywebhook-plugin"],
  since: "0.1.0",
  plugin: "ImagePolicyWebhook",
  consequence: "no webhook decides which images may run",
});
