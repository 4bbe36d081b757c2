import { fix, remove } from "../../fixes/change";
import type { Span } from "../../yaml/text-position";
import { defineResourceRule } from "../define-rule";
import type { ResourceContext } from "../rule";
import { PIPELINE_KINDS, type PipelineStep, pipelineSteps, type Script } from "./pipeline-steps";
import { LENIENT_ACTIONS, LENIENT_INPUTS, LENIENT_SCANNERS, SCANNER, SWALLOWED } from "./scanners";

/** Source: the manuals of the pipelines and scanners, see the tables. */
export const scannerCannotFail = defineResourceRule({
  id: "operations/scanner-cannot-fail",
  title: "Scanner cannot fail the pipeline",
  severity: "medium",
  why: "The scan runs, prints its findings and lets everything through: nobody reads a green pipeline.",
  remediation:
    "Let the step fail: no `|| true`, no continue-on-error, and the flag that sets the exit status.",
  standards: { nsa: ["image-scanning"], owasp: ["K02", "K04"] },
  equivalents: { kubescape: ["C-0083", "C-0084", "C-0085"], kyverno: ["require-vulnerability-scan"] },
  controls: ["image-cves-needs-image-scan"],
  waive: "A second job, which the merge waits for, reads the report and fails.",
  fixable: true,
  since: "0.1.0",
  appliesTo: PIPELINE_KINDS,
  check(context) {
    for (const step of pipelineSteps(context.resource)) checkStep(step, context);
  },
});

function checkStep(step: PipelineStep, { report }: ResourceContext): void {
  const isScan =
    step.scripts.some(({ text }) => SCANNER.test(text)) ||
    (step.uses !== undefined && isScanner(step.uses.name));
  if (!isScan) return;
  const [ignored] = step.ignored;
  if (ignored) {
    report({
      path: ignored,
      message: "the pipeline goes on when the scanner fails",
      fixes: [fix("unsafe", "Let the scanner fail the pipeline", remove(ignored))],
    });
    return;
  }
  if (step.uses && isScanner(step.uses.name)) checkInputs(step, step.uses, report);
  for (const script of step.scripts) {
    const fault = faultOf(script, step);
    if (fault) report({ path: script.path, span: fault.span, message: fault.message });
  }
}

function checkInputs(
  step: PipelineStep,
  uses: { name: string; path: Script["path"] },
  report: ResourceContext["report"],
): void {
  for (const [name, value] of Object.entries(step.inputs)) {
    if (LENIENT_INPUTS.some((each) => each.input.test(name) && each.value.test(String(value)))) {
      report({
        path: [...step.inputsPath, name],
        message: `"${name}" lets the pipeline go on whatever the scanner finds`,
      });
      return;
    }
  }
  const lenient = LENIENT_ACTIONS.find(({ action }) => action.test(uses.name));
  if (lenient && step.inputs[lenient.input] === undefined && step.env.TRIVY_EXIT_CODE === undefined)
    report({
      path: uses.path,
      message: `the action ends with success whatever it finds; set ${lenient.advice}`,
    });
}

/** The first line of a script that runs a scanner which cannot fail. */
function faultOf({ text }: Script, { env }: PipelineStep): { span: Span; message: string } | undefined {
  for (const { line, start } of logicalLines(text)) {
    const scanner = SCANNER.exec(line);
    if (!scanner || /^\s*#/.test(line)) continue;
    const swallowed = SWALLOWED.exec(line.slice(scanner.index));
    if (swallowed) {
      const at = start + scanner.index + swallowed.index;
      const span = { start: at, end: at + swallowed[0].trimEnd().length };
      return { span, message: `"${swallowed[0].trim()}" takes the failure of the scanner away` };
    }
    for (const { name, command, strict, advice, variable } of LENIENT_SCANNERS) {
      const match = command.exec(line);
      if (!match || strict.test(line) || (variable !== undefined && env[variable] !== undefined)) continue;
      const at = start + match.index + (match[0].length - match[0].trimStart().length);
      return {
        span: { start: at, end: start + match.index + match[0].length },
        message: `${name} ends with success whatever it finds; add ${advice}`,
      };
    }
  }
  return undefined;
}

/** The lines of a script with continued ones joined; offsets stay true since `\` and line break become blanks. */
function logicalLines(text: string): { line: string; start: number }[] {
  let start = 0;
  return text
    .replaceAll(/\\\r?\n/g, (match) => " ".repeat(match.length))
    .split("\n")
    .map((line) => {
      const at = start;
      start += line.length + 1;
      return { line, start: at };
    });
}

function isScanner(action: string): boolean {
  return /trivy|grype|anchore\/scan|snyk|checkov|kics|kubescape|kube-linter|kube-score|terrascan|tfsec|polaris|datree|gitleaks|trufflehog|semgrep|rampart/i.test(
    action,
  );
}
