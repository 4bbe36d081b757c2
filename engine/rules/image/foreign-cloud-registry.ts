import { imagesOf } from "../../kubernetes/images-of";
import { definePodRule } from "../define-rule";

/** The registries that belong to each cloud, as patterns of hosts. Sources: the clouds' documentation. */
const OWN = {
  aks: { name: "Azure", hosts: /(\.azurecr\.(io|cn|us)|^mcr\.microsoft\.com)$/ },
  eks: { name: "AWS", hosts: /(\.dkr[.-]ecr(-fips)?\..+|^public\.ecr\.aws)$/ },
  gke: { name: "Google Cloud", hosts: /((^|[.-])gcr\.io|\.pkg\.dev|^registry\.k8s\.io)$/ },
} as const;

/** Source: the clouds' hardening guides; judged only where the configuration names the cloud and no trusted registries. */
export const foreignCloudRegistry = definePodRule({
  id: "image/foreign-cloud-registry",
  title: "Image does not come from the cloud's own registry",
  severity: "low",
  why: "Images from elsewhere need credentials in the cluster and a way to the internet, and miss the scanning of the cloud's registry.",
  remediation: "Import the image into the registry of the cloud, or declare `trustedRegistries`.",
  standards: { nsa: ["image-scanning"], owasp: ["K02"] },
  equivalents: { trivy: ["KSV-0032", "KSV-0033", "KSV-0034", "KSV-0035"] },
  opinion: true,
  controls: ["registry-per-cloud"],
  since: "0.1.0",
  check({ pod, options, report }) {
    if (!options.cloud || options.trustedRegistries.length > 0) return;
    const { name, hosts } = OWN[options.cloud];
    for (const { owner, path, image } of imagesOf(pod)) {
      if (image && !hosts.test(image.registry))
        report({
          path,
          message: `${owner} takes its image from ${image.registry}, not from a registry of ${name}`,
        });
    }
  },
});
