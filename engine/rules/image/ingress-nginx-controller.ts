import { imageName } from "../../kubernetes/image-reference";
import { imagesOf } from "../../kubernetes/images-of";
import { parseVersion } from "../../kubernetes/software-version";
import { definePodRule } from "../define-rule";

/** The image of the last years, also below a mirror. Its versions are judged by `edge/ingress-nginx-version`. */
export const CURRENT = /(^|\/)ingress-nginx\/controller(-chroot)?$/;

/** The image of the years before 2021; no version of it has ever got the fixes since. */
export const FORMER =
  /(^|\/)kubernetes-ingress-controller\/nginx-ingress-controller(-(amd64|arm64|arm|s390x|ppc64le))?$/;

/** Source: the announcement that ingress-nginx is retired; last releases on 2026-03-20, repository archived. */
export const ingressNginxController = definePodRule({
  id: "image/ingress-nginx-controller",
  title: "Ingress controller image is retired",
  severity: "high",
  why: "ingress-nginx gets no fixes since March 2026, and it may read every TLS key of the cluster. Its former image lacks every fix since 2021.",
  remediation:
    "Move to a maintained controller, preferably one of the Gateway API; until then run 1.15.1, 1.14.5 or 1.13.9.",
  standards: { nsa: ["image-scanning"], mitre: ["T1190", "T1610"], owasp: ["K02", "K10"] },
  equivalents: {
    kubescape: ["C-0292"],
    kyverno: ["check-ingress-nginx-controller-version-and-annotation-policy"],
  },
  controls: ["ingress-nginx-controller-eol-vulnerable-image"],
  waive: "A date for the move to another controller is set, and the last release is in use.",
  since: "0.1.0",
  check({ pod, report }) {
    for (const { owner, path, image } of imagesOf(pod)) {
      if (!image) continue;
      const name = imageName(image);
      if (FORMER.test(name)) {
        report({
          path,
          severity: "critical",
          message: `${owner} runs the former image of ingress-nginx, which lacks every fix since 2021 (CVE-2021-25742, CVE-2025-1974)`,
        });
      } else if (CURRENT.test(name) && parseVersion(image.tag) === undefined) {
        report({
          path,
          message: `${owner} runs ingress-nginx in a version that the tag does not tell; the project is retired and gets no security fixes since March 2026`,
        });
      }
    }
  },
});
