import { fix, set } from "../../fixes/change";
import { stringAt } from "../../kubernetes/fields";
import { definePodRule } from "../define-rule";

/** The policies that each kind admits; a Pod may have any. Source: validation of apps and batch in k8s.io/kubernetes. */
const ADMITTED: Readonly<Record<string, readonly string[]>> = {
  Deployment: ["Always"],
  ReplicaSet: ["Always"],
  StatefulSet: ["Always"],
  DaemonSet: ["Always"],
  ReplicationController: ["Always"],
  Job: ["OnFailure", "Never"],
  CronJob: ["OnFailure", "Never"],
};

/** Source: see the table. */
export const restartPolicy = definePodRule({
  id: "resources/restart-policy",
  title: "Restart policy does not fit the kind",
  severity: "low",
  why: "The API server refuses the manifest, so what it was to run, or to protect, is not there.",
  remediation:
    "Jobs and CronJobs need `OnFailure` or `Never`; the other controllers need `Always`, which is the default.",
  equivalents: { "kube-linter": ["restart-policy"], "kube-score": ["cronjob-restartpolicy"] },
  controls: ["cronjob-job-deadline-restartpolicy-ttl"],
  fixable: true,
  since: "0.1.0",
  check({ resource, pod, report }) {
    if (!["apps", "batch", ""].includes(resource.group)) return;
    const admitted = ADMITTED[resource.kind];
    const policy = stringAt(pod.spec, "restartPolicy") || "Always";
    const [first] = admitted ?? [];
    if (!admitted || first === undefined || admitted.includes(policy)) return;
    const path = pod.at("restartPolicy");
    report({
      path,
      message: `a ${resource.kind} with the restart policy ${policy} is refused; it must be ${admitted.join(" or ")}`,
      fixes: [fix("unsafe", `Set the restart policy to ${first}`, set(path, first))],
    });
  },
});
