import { fix, set } from "../../fixes/change";
import { numberAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";

/** Source: Kubernetes documentation, "Automatic Cleanup for Finished Jobs". */
export const jobTtl = defineResourceRule({
  id: "resources/job-ttl",
  title: "Finished job is never removed",
  severity: "low",
  why: "Finished pods keep their logs, environment and references for anyone who may read the namespace, and pile up in etcd.",
  remediation: "Set `ttlSecondsAfterFinished`; a CronJob's own history limits do it for its jobs.",
  equivalents: { "kube-linter": ["job-ttl-seconds-after-finished"], kyverno: ["add-ttl-jobs"] },
  opinion: true,
  controls: ["cronjob-job-deadline-restartpolicy-ttl"],
  fixable: true,
  since: "0.1.0",
  appliesTo: ["batch/Job"],
  check({ resource, report }) {
    // Hooks of Helm and Argo CD are removed by them.
    const isHook = Object.keys(resource.annotations).some(
      (key) => key === "helm.sh/hook" || key === "argocd.argoproj.io/hook",
    );
    if (isHook || numberAt(resource.object, "spec", "ttlSecondsAfterFinished") !== undefined) return;
    report({
      path: ["spec", "ttlSecondsAfterFinished"],
      message: "the job stays in the cluster after it has finished",
      fixes: [
        fix(
          "harden",
          "Remove it a day after it has finished",
          set(["spec", "ttlSecondsAfterFinished"], 86_400),
        ),
      ],
    });
  },
});
