import { listAt } from "../../kubernetes/fields";
import { describeContainer } from "../../kubernetes/pod-template";
import { defineContainerRule } from "../define-rule";
import { isCredential, isPlaceholder, isSecret } from "./secret-evidence";

/** `--db-password=value`, also inside shell text. */
const FLAG = /(?:^|\s)(--?[A-Za-z][\w.-]*)(?:=|\s+)("[^"]*"|'[^']*'|[^\s;|&]+)/g;
/** `PASSWORD=value` before a command. */
const ASSIGNMENT = /(?:^|\s|;)([A-Za-z_]\w*)=("[^"]*"|'[^']*'|[^\s;|&]+)/g;

/** Points at the flag's name, never at its value. */
export const literalInArgs = defineContainerRule({
  id: "secrets/literal-in-args",
  title: "Secret in clear in a command line",
  severity: "high",
  why: "The value is in version control, and on the node every process list shows it.",
  remediation: "Change the credential and let the program read it from a mounted file.",
  standards: { cis: ["5.4.1"], nsa: ["secrets-encryption"], mitre: ["T1552.001"], owasp: ["K08"] },
  equivalents: { kubescape: ["C-0012"] },
  controls: ["plaintext-secret-in-env-args"],
  since: "0.1.0",
  check({ container, report }) {
    for (const list of ["command", "args"]) {
      const items = listAt(container.spec, list);
      items.forEach((item, index) => {
        if (typeof item !== "string" || item.length > 20_000) return;
        const path = container.at(list, index);
        const say = (name: string, start: number) =>
          report({
            path,
            span: { start, end: start + name.length },
            message: `${describeContainer(container)} has a secret in clear in its command line, as ${name}`,
          });
        const next = items[index + 1];
        if (/^--?[A-Za-z][\w.-]*$/.test(item)) {
          if (typeof next === "string" && !next.startsWith("-") && isSecret(item, next)) say(item, 0);
          return;
        }
        const first = firstSecret(item, FLAG) ?? firstSecret(item, ASSIGNMENT);
        if (first) say(first.name, first.start);
        else if (isCredential(item) && !isPlaceholder(item) && !followsFlag(items[index - 1]))
          report({
            path: container.at(list),
            target: "key",
            message: `${describeContainer(container)} has a credential in clear in its command line`,
          });
      });
    }
  },
});

/** The first name that a form finds with a secret for its value. */
function firstSecret(text: string, form: RegExp): { name: string; start: number } | undefined {
  form.lastIndex = 0;
  for (let match = form.exec(text); match; match = form.exec(text)) {
    const [whole, name = "", value = ""] = match;
    if (!value.startsWith("-") && isSecret(name, value.replace(/^["']|["']$/g, "")))
      return { name, start: match.index + whole.indexOf(name) };
  }
  return undefined;
}

/** A value after its flag was judged with the flag. */
function followsFlag(before: unknown): boolean {
  return typeof before === "string" && /^--?[A-Za-z][\w.-]*$/.test(before);
}
