import { stringsAt } from "../../kubernetes/fields";
import { imageName } from "../../kubernetes/image-reference";
import { imagesOf } from "../../kubernetes/images-of";
import { definePodRule } from "../define-rule";

/** Registries to which anybody may push any name without an account. Source: their own documentation. */
export const ANONYMOUS = ["ttl.sh"];

/** Source: option `registries` of the rule (a list of `host` or `host/path` prefixes), and anonymous registries. */
export const deniedRegistry = definePodRule({
  id: "image/denied-registry",
  title: "Image comes from a registry that is denied",
  severity: "high",
  why: "On an anonymous registry anybody may overwrite the name, so anybody may run code in the pod.",
  remediation: "Push the image to a registry of your own and name that.",
  standards: { nsa: ["image-scanning"], mitre: ["T1204.003", "T1525"], owasp: ["K02"] },
  equivalents: { kubescape: ["C-0001"], gatekeeper: ["K8sDisallowedRepos"] },
  controls: ["registry-deny-list"],
  since: "0.1.0",
  check({ pod, options, report }) {
    const configured = stringsAt(options.rules["image/denied-registry"], "registries");
    for (const { owner, path, image } of imagesOf(pod)) {
      if (!image) continue;
      const name = `${imageName(image)}/`;
      if (ANONYMOUS.some((prefix) => name.startsWith(`${prefix}/`))) {
        report({
          path,
          message: `${owner} takes its image from ${image.registry}, to which anybody may push`,
        });
      } else if (configured.some((prefix) => name.startsWith(`${prefix.replace(/\/+$/, "")}/`))) {
        report({
          path,
          message: `${owner} takes its image from ${image.registry}, which the configuration denies`,
        });
      }
    }
  },
});
