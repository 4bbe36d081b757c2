import { fix, set } from "../../fixes/change";
import { imagesOf } from "../../kubernetes/images-of";
import { definePodRule } from "../define-rule";

/** Source: Kubernetes documentation, "Images", image pull policy and its defaults. */
export const pullPolicy = definePodRule({
  id: "image/pull-policy",
  title: "Image is not pulled on every start",
  severity: "low",
  why: "An image that lies on the node starts without asking the registry: a pod runs images it has no credentials for, and nodes differ in what a tag means.",
  remediation: "Set `imagePullPolicy: Always`, or pin the image to a digest.",
  standards: { cis: ["1.2.11"], nsa: ["image-scanning"], owasp: ["K02"] },
  equivalents: {
    checkov: ["CKV_K8S_15"],
    kubescape: ["C-0075"],
    "kube-score": ["container-image-pull-policy"],
    polaris: ["pullPolicyNotAlways"],
    kics: ["caa3479d"],
    kyverno: ["imagepullpolicy-always", "always-pull-images"],
  },
  opinion: true,
  controls: ["imagepullpolicy-not-always"],
  fixable: true,
  since: "0.1.0",
  check({ pod, report }) {
    for (const { owner, image, pullPolicy: written, pullPolicyPath } of imagesOf(pod)) {
      if (!image || image.digest) continue;
      const isLatest = image.tag === undefined || image.tag === "latest";
      const effective = written || (isLatest ? "Always" : "IfNotPresent");
      if (effective === "Always") continue;
      report({
        path: pullPolicyPath,
        message: `${owner} is pulled with the policy ${effective}, so a copy on the node runs without the registry being asked`,
        fixes: [fix("harden", "Pull the image on every start", set(pullPolicyPath, "Always"))],
      });
    }
  },
});
