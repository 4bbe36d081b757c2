import { fix, remove } from "../../fixes/change";
import { numberAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";

/** Source: apps/v1 `revisionHistoryLimit`, 10 where none is written. */
export const revisionHistory = defineResourceRule({
  id: "operations/revision-history",
  title: "Rollback is impossible: no old revision is kept",
  severity: "medium",
  why: "When an update turns out to be broken or malicious, `kubectl rollout undo` has nothing to return to.",
  remediation: "Remove `revisionHistoryLimit: 0`, or keep at least two revisions.",
  fixable: true,
  since: "0.1.0",
  appliesTo: ["apps/Deployment", "apps/StatefulSet", "apps/DaemonSet", "argoproj.io/Rollout"],
  check({ resource, report }) {
    const path = ["spec", "revisionHistoryLimit"];
    if (numberAt(resource.object, ...path) !== 0) return;
    report({
      path,
      message: `the ${resource.kind} keeps no old revision, so a rollback has nothing to return to`,
      fixes: [fix("unsafe", "Keep the default of ten revisions", remove(path))],
    });
  },
});
