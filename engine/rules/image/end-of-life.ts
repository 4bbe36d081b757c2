import {
  END_OF_LIFE_ACCOUNTS,
  END_OF_LIFE_BASES,
  END_OF_LIFE_IMAGES,
} from "../../kubernetes/end-of-life-images";
import { type ImageReference, imageName } from "../../kubernetes/image-reference";
import { imagesOf } from "../../kubernetes/images-of";
import { definePodRule } from "../define-rule";

/** Source: the table of ended releases; what lies inside an image of one's own is for an image scanner. */
export const endOfLife = definePodRule({
  id: "image/end-of-life",
  title: "Image gets no security updates any more",
  severity: "medium",
  why: "Flaws that are published after the last update stay open for good, and exploits for them are public.",
  remediation: "Move to a release that is maintained, and to a minimal base where the program allows it.",
  standards: { nsa: ["image-scanning"], mitre: ["T1190"], owasp: ["K02"] },
  equivalents: { kyverno: ["require-base-image", "allowed-base-images", "require-image-source"] },
  controls: ["base-image-policy"],
  since: "0.1.0",
  check({ pod, report }) {
    for (const { owner, text, path, image } of imagesOf(pod)) {
      const fact = image && factOf(image);
      if (fact) report({ path, message: `${owner} uses "${text}": ${fact}` });
    }
  },
});

function factOf(image: ImageReference): string | undefined {
  const name = imageName(image);
  const tag = image.tag ?? "";
  const ended =
    END_OF_LIFE_IMAGES.find((each) => each.repository === name && (!each.tags || each.tags.test(tag))) ??
    END_OF_LIFE_ACCOUNTS.find(({ repository }) => name.startsWith(repository));
  if (ended) return `${ended.name} has had no security updates since ${ended.since} at the latest`;
  if (name.startsWith("docker.io/library/") && END_OF_LIFE_BASES.tags.test(tag))
    return `${END_OF_LIFE_BASES.name} has no security updates any more`;
  return undefined;
}
