import { defineResourceRule } from "../define-rule";

const ANNOTATIONS = [
  "eks.amazonaws.com/role-arn",
  "iam.gke.io/gcp-service-account",
  "azure.workload.identity/client-id",
];

/** The annotation gives a cloud identity to whatever runs as the account. */
export const defaultAccountCloudRole = defineResourceRule({
  id: "identity/default-account-cloud-role",
  title: "Default service account has a cloud identity",
  severity: "high",
  why: "Every pod of the namespace that names no account, a debug pod too, acts with this identity in the cloud.",
  remediation: "Move the annotation to an account that only the workload in question names.",
  standards: { mitre: ["T1552.005"], owasp: ["K03"] },
  controls: ["sa-annotated-with-a-cloud-iam-role-blast-radius"],
  since: "0.1.0",
  appliesTo: ["ServiceAccount"],
  check({ resource, report }) {
    if (resource.name !== "default") return;
    for (const key of ANNOTATIONS)
      if (resource.annotations[key])
        report({
          path: ["metadata", "annotations", key],
          target: "key",
          message: `the default account gives a cloud identity (${key}) to every pod that names no account`,
        });
  },
});
