import type { PolicySource } from "../../policy-source";
import { when } from "../expressions";

/** Jobs that stay after they have finished; hooks are removed by what made them. */
export const jobTtlPolicy: PolicySource = {
  rule: "resources/job-ttl",
  match: [{ group: "batch", resources: ["jobs"] }],
  offences: when(
    "!variables.spec.?ttlSecondsAfterFinished.hasValue() && !['helm.sh/hook', 'argocd.argoproj.io/hook'].exists(k, k in variables.notes)",
    "ttlSecondsAfterFinished",
  ),
};
