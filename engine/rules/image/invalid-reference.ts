import { imagesOf } from "../../kubernetes/images-of";
import { definePodRule } from "../define-rule";

/** What a template engine, kustomize, a shell or the builder ko (`ko://`) fills in later. */
const PLACEHOLDER = /\$\(|\$\{|\{\{|<[^>]*>|^ko:\/\//;

/** Source: distribution/reference; the kubelet's waiting reason `InvalidImageName`. */
export const invalidReference = definePodRule({
  id: "image/invalid-reference",
  title: "Image reference cannot be read",
  severity: "medium",
  why: "The pod never starts: the kubelet reports InvalidImageName. A wrong digest or scheme usually means that the pin that was intended is not there.",
  remediation: "Write `registry/path:tag@sha256:…`: no scheme, lower-case path, a whole digest.",
  standards: { owasp: ["K02"] },
  since: "0.1.0",
  check({ pod, report }) {
    for (const { owner, text, path, image } of imagesOf(pod)) {
      if (image || PLACEHOLDER.test(text)) continue;
      report({ path, message: `${owner} names the image "${text}", which ${reason(text)}` });
    }
  },
});

function reason(text: string): string {
  if (/^\w+:\/\//.test(text)) return "carries a scheme, so the kubelet cannot read it";
  if (text.trim() !== text || /\s/.test(text)) return "holds white space, so the kubelet cannot read it";
  if (text.includes("@")) return "carries no valid digest, so the kubelet cannot read it";
  if (text !== text.toLowerCase()) return "has capital letters in its path, so the kubelet cannot read it";
  return "is no valid reference, so the kubelet cannot read it";
}
