import { FILE_KINDS } from "../../kubernetes/classify";
import { defineResourceRule } from "../define-rule";
import { pipelineSteps } from "./pipeline-steps";

const COMMIT = /^[0-9a-f]{40}$|^sha256:[0-9a-f]{64}$/;
const BRANCH = /^(main|master|develop|dev|trunk|HEAD|latest)$/;

/** Source: GitHub documentation, "Security hardening for GitHub Actions"; CVE-2025-30066 moved the tags of an action. */
export const workflowActionPin = defineResourceRule({
  id: "operations/workflow-action-pin",
  title: "Workflow runs an action from a branch",
  severity: "medium",
  why: "Whoever may push to the action's branch runs code with the workflow's token and secrets, and from there in the cluster.",
  remediation: "Name the commit of a release: `owner/action@<40 hex digits> # v1.2.3`.",
  standards: { mitre: ["T1195.002"], owasp: ["K02"] },
  since: "0.1.0",
  appliesTo: [FILE_KINDS.githubWorkflow],
  check({ resource, report }) {
    for (const { uses } of pipelineSteps(resource)) {
      if (!uses || /^(\.\/|docker:\/\/)/.test(uses.name)) continue;
      const at = uses.name.lastIndexOf("@");
      const version = at < 0 ? "" : uses.name.slice(at + 1);
      if (COMMIT.test(version) || (version !== "" && !BRANCH.test(version))) continue;
      report({
        path: uses.path,
        ...(at < 0 ? {} : { span: { start: at + 1, end: uses.name.length } }),
        message:
          version === ""
            ? `the action "${uses.name}" has no version, so the workflow is refused`
            : `the action follows the branch "${version}" of another repository`,
      });
    }
  },
});
