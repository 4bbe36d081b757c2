import { stringsAt } from "../../kubernetes/fields";
import { describeContainer } from "../../kubernetes/pod-template";
import { defineContainerRule } from "../define-rule";

/** A download that a shell or interpreter runs at once. */
export const PIPED =
  /\b(?:curl|wget)\b[^|;&\n]*\|\s*(?:sudo\s+)?(?:\/\S+\/)?(?:ba|z|da|k)?sh\b|\b(?:curl|wget)\b[^|;&\n]*\|\s*(?:sudo\s+)?(?:python3?|perl|node)\b/;
export const SUBSTITUTED = /\b(?:ba|z|da|k)?sh\s+(?:-c\s+)?["']?(?:\$\(|<\()\s*(?:curl|wget)\b/;

/** Source: MITRE ATT&CK T1059.004 and T1105. */
export const fetchedCode = defineContainerRule({
  id: "image/fetched-code",
  title: "Container runs code that it downloads at start",
  severity: "high",
  why: "What the pod runs is decided by a web server at every start: no scan, signature or pinned tag covers it.",
  remediation: "Build the program into the image, or check the download against a digest before it runs.",
  standards: { nsa: ["image-scanning"], mitre: ["T1059.004", "T1105"], owasp: ["K02"] },
  controls: ["git-sync-init-fetch"],
  since: "0.1.0",
  check({ container, report }) {
    for (const field of ["command", "args"]) {
      stringsAt(container.spec, field).forEach((text, index) => {
        const match = PIPED.exec(text) ?? SUBSTITUTED.exec(text);
        if (!match) return;
        report({
          path: container.at(field, index),
          span: { start: match.index, end: match.index + match[0].length },
          message: `${describeContainer(container)} runs a script straight from a download`,
        });
      });
    }
  },
});
