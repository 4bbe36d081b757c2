import { type Answer, unknown } from "../answer";
import { classifyFailure } from "../kubectl/classify-failure";
import type { KubectlOutput } from "../kubectl/run-kubectl";
import type { Question } from "./question";

/**
 * Reads what `kubectl auth can-i` said. Its status alone means nothing: it is 1 for *no* and for every error. So only a
 * line `yes` or `no` on standard output is an answer (kubernetes/kubectl pkg/cmd/auth/cani.go).
 */
export function parseCanI(question: Question, output: KubectlOutput): Answer {
  const said = output.stdout.trim();
  if (said === "yes") return { answer: "allowed", reason: "the API server allows it" };
  const no = /^no(?: - (?<reason>.+))?$/u.exec(said);
  if (!no) return unknown(notAnAnswer(said, output));
  // kubectl asks with whatever was typed; the API server has no such kind, so its "no" says nothing.
  if (/doesn't have a resource type/.test(output.stderr)) {
    const message = `the cluster has no resource ${question.resource}`;
    return unknown({ kind: "unknown-resource", message });
  }
  return { answer: "denied", reason: no.groups?.reason ?? "the API server does not allow it" };
}

function notAnAnswer(said: string, output: KubectlOutput) {
  if (said === "") return classifyFailure(output);
  const shown = [...said.replace(/\p{Cc}+/gu, " ")].slice(0, 80).join("");
  return { kind: "unreadable-answer", message: `kubectl answered ${JSON.stringify(shown)}` } as const;
}
