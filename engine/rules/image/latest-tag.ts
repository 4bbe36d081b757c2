import { imagesOf } from "../../kubernetes/images-of";
import { definePodRule } from "../define-rule";

/** Tags that name a moving line of builds in every registry that has them. */
export const MOVING_TAGS = new Set([
  "latest",
  "main",
  "master",
  "trunk",
  "head",
  "develop",
  "dev",
  "edge",
  "nightly",
  "canary",
  "snapshot",
  "unstable",
  "stable",
  "current",
  "mainline",
]);

/** Source: Kubernetes documentation, "Images", on tags; FACTS of mutable tags and rollback. */
export const latestTag = definePodRule({
  id: "image/latest-tag",
  title: "Image tag is missing or moves",
  severity: "medium",
  why: "Whoever can push to the registry changes what runs without any change to the manifest. A rollback brings the same moved tag back, so it undoes nothing.",
  remediation: "Name a version tag that is never overwritten, or a digest.",
  standards: { nsa: ["image-scanning"], mitre: ["T1525"], owasp: ["K02"] },
  equivalents: {
    "kube-linter": ["latest-tag"],
    checkov: ["CKV_K8S_14"],
    trivy: ["KSV-0013"],
    "kube-score": ["container-image-tag"],
    polaris: ["tagNotSpecified"],
    kubeaudit: ["ImageTagMissing", "ImageTagIncorrect"],
    kics: ["583053b7"],
    kyverno: ["disallow-latest-tag"],
    gatekeeper: ["K8sDisallowedTags"],
    terrascan: ["AC_K8S_0068"],
    popeye: ["100", "101"],
  },
  controls: ["latest-missing-tag"],
  waive: "A throw-away environment that is meant to follow the newest build.",
  since: "0.1.0",
  check({ pod, report }) {
    for (const { owner, text, path, image } of imagesOf(pod)) {
      if (!image || image.digest) continue;
      if (image.tag === undefined) {
        report({
          path,
          message: `${owner} uses the image "${text}" without a tag, so it runs whatever \`latest\` is`,
        });
      } else if (MOVING_TAGS.has(image.tag.toLowerCase())) {
        const start = text.lastIndexOf(":") + 1;
        report({
          path,
          span: { start, end: text.length },
          message: `${owner} uses the moving tag "${image.tag}", so what runs changes without a change here`,
        });
      }
    }
  },
});
