import { fix, set } from "../../fixes/change";
import { FILE_KINDS } from "../../kubernetes/classify";
import { mapAt, stringAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";

/** Source: GitHub documentation, "Assigning permissions to jobs". */
export const workflowPermissions = defineResourceRule({
  id: "operations/workflow-permissions",
  title: "Workflow token may write everything",
  severity: "medium",
  why: "Any action or dependency of the job can push code, releases and packages: what is deployed next is the attacker's.",
  remediation: "Grant `contents: read` at the top and single rights to the jobs that need them.",
  standards: { mitre: ["T1195.002", "T1078"], owasp: ["K02"] },
  fixable: true,
  since: "0.1.0",
  appliesTo: [FILE_KINDS.githubWorkflow],
  check({ resource, report }) {
    const { object } = resource;
    const places = [
      ["permissions"],
      ...Object.keys(mapAt(object, "jobs")).map((id) => ["jobs", id, "permissions"]),
    ];
    for (const path of places) {
      if (stringAt(object, ...path) === "write-all")
        report({
          path,
          message: "the token of the workflow may write everything in the repository",
          fixes: [fix("unsafe", "Grant reading alone", set(path, { contents: "read" }))],
        });
    }
  },
});
