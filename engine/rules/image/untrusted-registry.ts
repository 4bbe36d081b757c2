import { type ImageReference, imageName } from "../../kubernetes/image-reference";
import { imagesOf } from "../../kubernetes/images-of";
import { definePodRule } from "../define-rule";

/** Source: the configuration's list of trusted registries. Quiet where none is declared. */
export const untrustedRegistry = definePodRule({
  id: "image/untrusted-registry",
  title: "Image comes from a registry that is not trusted",
  severity: "high",
  why: "Code from a registry that nobody vetted runs with the pod's identity and network. Look-alike names on public registries are a common way in.",
  remediation:
    "Copy the image to a registry that `trustedRegistries` of .rampart.yaml names, or add the registry there.",
  standards: { nsa: ["image-scanning"], mitre: ["T1204.003", "T1525"], owasp: ["K02"] },
  equivalents: {
    trivy: ["KSV-0125", "KSV-0032", "KSV-0033", "KSV-0034", "KSV-0035"],
    kubescape: ["C-0078"],
    kyverno: ["restrict-image-registries", "allowed-image-repos"],
    gatekeeper: ["K8sAllowedRepos", "K8sAllowedReposv2"],
    popeye: ["113"],
  },
  controls: ["registry-allow-list", "registry-per-cloud"],
  since: "0.1.0",
  check({ pod, options, report }) {
    const { trustedRegistries } = options;
    if (trustedRegistries.length === 0) return;
    for (const { owner, path, image } of imagesOf(pod)) {
      if (!image || trustedRegistries.some((prefix) => isBelow(image, prefix))) continue;
      report({
        path,
        message: `${owner} takes its image from ${image.registry}, which is not among the trusted registries`,
      });
    }
  },
});

/** Whole path segments count: `registry.example/shop` does not cover `registry.example/shopping`. */
function isBelow(image: ImageReference, prefix: string): boolean {
  const wanted = prefix.replace(/\/+$/, "");
  const name = imageName(image);
  if (wanted.startsWith("*.")) return image.registry.endsWith(wanted.slice(1));
  return name === wanted || name.startsWith(`${wanted}/`);
}
