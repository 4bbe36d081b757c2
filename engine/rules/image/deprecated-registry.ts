import { fix, set } from "../../fixes/change";
import { imagesOf } from "../../kubernetes/images-of";
import { definePodRule } from "../define-rule";

/** A registry, or a part of one, that is frozen or gone. */
interface DeprecatedRegistry {
  /** The registry and the path in it, without a slash at the end. */
  readonly prefix: string;
  readonly fact: string;
  /** Serves the same images under the same paths. */
  readonly successor?: string;
}

/** Sources: kubernetes.io blog 2023-03-10 on k8s.gcr.io; GitHub, Google and Docker announcements of the shutdowns. */
export const DEPRECATED: readonly DeprecatedRegistry[] = [
  { prefix: "k8s.gcr.io", fact: "has been frozen since April 2023", successor: "registry.k8s.io" },
  { prefix: "gcr.io/google_containers", fact: "is the frozen predecessor of registry.k8s.io" },
  { prefix: "gcr.io/google-containers", fact: "is the frozen predecessor of registry.k8s.io" },
  { prefix: "gcr.io/kubernetes-helm", fact: "has been frozen since the end of Helm 2 in 2020" },
  { prefix: "docker.pkg.github.com", fact: "was replaced by ghcr.io and is shut down" },
  { prefix: "registry.hub.docker.com", fact: "is an internal name of Docker Hub", successor: "docker.io" },
];

/** Source: see the table. */
export const deprecatedRegistry = definePodRule({
  id: "image/deprecated-registry",
  title: "Image comes from a registry that is frozen or gone",
  severity: "low",
  why: "A frozen registry gets no security updates, and when it is switched off, pods no longer start.",
  remediation: "Name the registry that took its place, registry.k8s.io for k8s.gcr.io.",
  standards: { nsa: ["image-scanning"], owasp: ["K02"] },
  equivalents: { kubescape: ["C-0253"], kyverno: ["restrict-deprecated-registry"] },
  controls: ["deprecated-k8s-gcr-io-registry"],
  fixable: true,
  since: "0.1.0",
  check({ pod, report }) {
    for (const { owner, text, path, image } of imagesOf(pod)) {
      if (!image) continue;
      const name = `${image.registry}/${image.repository}`;
      const found = DEPRECATED.find(({ prefix }) => name.startsWith(`${prefix}/`));
      if (!found) continue;
      const { prefix, fact, successor } = found;
      report({
        path,
        ...(text.startsWith(prefix) ? { span: { start: 0, end: prefix.length } } : {}),
        message: `${owner} takes its image from ${prefix}, which ${fact}`,
        fixes: successor
          ? [
              fix(
                "safe",
                `Take the image from ${successor}`,
                set(path, successor + text.slice(prefix.length)),
              ),
            ]
          : [],
      });
    }
  },
});
