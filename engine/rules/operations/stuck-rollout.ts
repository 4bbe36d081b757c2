import { fix, remove } from "../../fixes/change";
import { booleanAt, numberAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";

/** The value that kubectl documents as "no deadline": the largest of the type. */
const NO_DEADLINE = 2_147_483_647;

/** Source: apps/v1 DeploymentSpec; validation demands a deadline above `minReadySeconds`. */
export const stuckRollout = defineResourceRule({
  id: "operations/stuck-rollout",
  title: "Rollout is paused, or never reported as failed",
  severity: "low",
  why: "A paused Deployment takes every change, security fixes too, and rolls none of them out. Without a deadline nobody learns that the new pods do not start.",
  remediation: "Remove `paused: true`, and keep a deadline above `minReadySeconds`.",
  fixable: true,
  since: "0.1.0",
  appliesTo: ["apps/Deployment"],
  check({ resource, report }) {
    const { object } = resource;
    const paused = ["spec", "paused"];
    if (booleanAt(object, ...paused) === true)
      report({
        path: paused,
        message: "the Deployment is paused, so no change of the template is rolled out",
        fixes: [fix("unsafe", "Let changes roll out", remove(paused))],
      });
    const path = ["spec", "progressDeadlineSeconds"];
    const deadline = numberAt(object, ...path);
    const ready = numberAt(object, "spec", "minReadySeconds") ?? 0;
    if (deadline === undefined) return;
    if (deadline === NO_DEADLINE)
      report({ path, message: "a rollout that does not progress is never reported as failed" });
    else if (deadline <= ready)
      report({
        path,
        message: `the deadline of ${deadline} s is not above minReadySeconds (${ready} s), so the API server refuses it`,
      });
  },
});
