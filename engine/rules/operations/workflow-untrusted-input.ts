import { isObject, type JsonValue } from "../../json";
import { FILE_KINDS } from "../../kubernetes/classify";
import { stringAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";
import { pipelineSteps } from "./pipeline-steps";

/** Expressions whose text an outsider writes. Source: GitHub Security Lab, "Untrusted input". */
const UNTRUSTED =
  /\$\{\{[^}]*\bgithub\.(?:event\.(?:issue\.(?:title|body)|pull_request\.(?:title|body|head\.(?:ref|label|repo\.default_branch))|comment\.body|review\.body|review_comment\.body|discussion\.(?:title|body)|pages\.[^}]*page_name|commits?[^}]*\.(?:message|author\.(?:email|name))|head_commit\.(?:message|author\.(?:email|name)))|head_ref)\b[^}]*\}\}/;

/** Source: GitHub documentation, "Security hardening for GitHub Actions". */
export const workflowUntrustedInput = defineResourceRule({
  id: "operations/workflow-untrusted-input",
  title: "Workflow runs what an outsider writes",
  severity: "high",
  why: "A title, branch name or pull request from outside becomes a command, and the command holds the workflow's token and secrets, those of the cluster included.",
  remediation:
    "Pass the text through `env` and quote the variable; under pull_request_target check out the base alone.",
  standards: { mitre: ["T1195.002", "T1059.004"], owasp: ["K02"] },
  since: "0.1.0",
  appliesTo: [FILE_KINDS.githubWorkflow],
  check({ resource, report }) {
    const isPrivileged = hasTrigger(resource.object.on ?? resource.object.true);
    for (const step of pipelineSteps(resource)) {
      for (const { text, path } of step.scripts) {
        const match = UNTRUSTED.exec(text);
        if (match)
          report({
            path,
            span: { start: match.index, end: match.index + match[0].length },
            message: "the shell runs what an outsider writes into this expression",
          });
      }
      const ref = stringAt(step.inputs, "ref") ?? "";
      if (
        isPrivileged &&
        step.uses?.name.startsWith("actions/checkout@") &&
        /github\.(event\.pull_request\.head|head_ref)/.test(ref)
      )
        report({
          path: [...step.inputsPath, "ref"],
          message: "code of an unreviewed pull request is checked out where the workflow holds secrets",
        });
    }
  },
});

/** Triggers that run with the rights of the base repository on behalf of a pull request. */
function hasTrigger(value: JsonValue | undefined): boolean {
  const names =
    typeof value === "string"
      ? [value]
      : Array.isArray(value)
        ? value
        : isObject(value)
          ? Object.keys(value)
          : [];
  return names.includes("pull_request_target") || names.includes("workflow_run");
}
