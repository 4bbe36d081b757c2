import type { JsonValue, Path } from "../../json";
import { listAt } from "../../kubernetes/fields";
import { type Container, describeContainer } from "../../kubernetes/pod-template";
import { defineContainerRule } from "../define-rule";

/** The word where a command stands: at the beginning, or after an operator of the shell. */
const SUDO = /(?:^|[;&|({`]|\b(?:then|do|else|exec|time)\b)\s*(?:[\w./-]*\/)?(sudo)(?=\s|$)/;

/** Shells whose argument after `-c` is a script. */
const SHELL = /^(?:.*\/)?(?:ba|da|a|z|k)?sh$/;

const FIELDS = ["command", "args"] as const;

/** Source: Kubescape C-0062 names the control; sudo(8). */
export const sudo = defineContainerRule({
  id: "workload/sudo",
  title: "Container starts with sudo",
  severity: "medium",
  why: "sudo in the image means that the container's user may become root, and so may whoever takes the process over; under allowPrivilegeEscalation: false it fails.",
  remediation: "Let the image's files belong to its user and start the program without sudo.",
  standards: { nsa: ["non-root"], mitre: ["T1548.003"], owasp: ["K01"] },
  equivalents: { kubescape: ["C-0062"] },
  controls: ["sudo-in-entrypoint"],
  since: "0.1.0",
  check({ container, report }) {
    for (const { path, start } of sudosIn(container)) {
      report({
        path,
        span: { start, end: start + "sudo".length },
        message: `${describeContainer(container)} calls sudo: its user may become root`,
      });
    }
  },
});

/** The first program, and scripts that a shell is given. */
function sudosIn(container: Container): { path: Path; start: number }[] {
  const calls = (word: JsonValue) => typeof word === "string" && word.includes("sudo");
  if (!FIELDS.some((field) => listAt(container.spec, field).some(calls))) return [];
  const words = FIELDS.flatMap((field) =>
    listAt(container.spec, field).flatMap((word, index) =>
      typeof word === "string" ? [{ word, path: container.at(field, index) }] : [],
    ),
  );
  const program = words[0];
  if (!program) return [];
  const candidates = SHELL.test(program.word)
    ? words.filter((_, index) => /^-\w*c$/.test(words[index - 1]?.word ?? ""))
    : [program];
  return candidates.flatMap(({ word, path }) => {
    const match = SUDO.exec(word);
    return match ? [{ path, start: match.index + match[0].length - "sudo".length }] : [];
  });
}
