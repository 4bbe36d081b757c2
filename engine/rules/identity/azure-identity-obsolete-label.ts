import { fix, remove } from "../../fixes/change";
import { defineResourceRule } from "../define-rule";

const USE = "azure.workload.identity/use";

/** Source: azure-workload-identity, release notes of 1.0: the label moved from the account to the pod. */
export const azureIdentityObsoleteLabel = defineResourceRule({
  id: "identity/azure-identity-obsolete-label",
  title: "Obsolete Azure workload identity label on a service account",
  severity: "low",
  why: "The webhook reads the label on pods since its first release; on the account it does nothing and hides that a pod lacks it.",
  remediation: "Remove it from the account and label the pods that need the identity.",
  standards: { owasp: ["K08"] },
  controls: ["azure-workload-identity-label-without-annotated-sa-x"],
  fixable: true,
  since: "0.1.0",
  appliesTo: ["ServiceAccount"],
  check({ resource, report }) {
    const field = [resource.labels, resource.annotations].findIndex((each) => each[USE] !== undefined);
    if (field < 0) return;
    const path = ["metadata", field === 0 ? "labels" : "annotations", USE];
    report({
      path,
      target: "key",
      message: `${USE} on a service account does nothing; the webhook reads it on pods`,
      fixes: [fix("safe", `Remove ${USE}`, remove(path))],
    });
  },
});
