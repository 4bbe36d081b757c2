import { imagesOf } from "../../kubernetes/images-of";
import { definePodRule } from "../define-rule";

/** Source: OCI image specification, content digests; only a digest makes what runs immutable. */
export const digest = definePodRule({
  id: "image/digest",
  title: "Image is not pinned to a digest",
  severity: "low",
  why: "A tag can be moved to another image by whoever can push to the registry; a digest names the content itself.",
  remediation: "Append the digest of the image that was tested: `name:tag@sha256:…`.",
  standards: { nsa: ["image-scanning"], mitre: ["T1525"], owasp: ["K02"] },
  equivalents: {
    checkov: ["CKV_K8S_43"],
    kubescape: ["C-0306"],
    kics: ["7c81d34c"],
    kyverno: ["require-image-checksum"],
    gatekeeper: ["K8sImageDigests"],
    terrascan: ["AC_K8S_0069"],
  },
  opinion: true,
  controls: ["not-pinned-to-digest"],
  since: "0.1.0",
  check({ pod, report }) {
    for (const { owner, text, path, image } of imagesOf(pod)) {
      if (image && !image.digest)
        report({
          path,
          message: `${owner} names the image "${text}" without a digest, so its content may change`,
        });
    }
  },
});
