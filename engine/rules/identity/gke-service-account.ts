import { defineResourceRule } from "../define-rule";
import { isPlaceholder } from "../secrets/secret-evidence";

const ANNOTATION = "iam.gke.io/gcp-service-account";
export const ACCOUNT =
  /^[a-z][a-z0-9-]{4,28}[a-z0-9]@[a-z][a-z0-9-]{4,28}[a-z0-9](?:\.[a-z][a-z0-9.-]*)?\.iam\.gserviceaccount\.com$/;
const DEFAULT_ACCOUNT = /^(?:\d+-compute@developer|[a-z][a-z0-9-]*@appspot)\.gserviceaccount\.com$/;

/** Source: Google Kubernetes Engine, Workload Identity Federation; IAM, service accounts. */
export const gkeServiceAccount = defineResourceRule({
  id: "identity/gke-service-account",
  title: "Google service account of a service account is malformed",
  severity: "medium",
  why: "Pods of the account get no token for a malformed address; a default account of the project carries the role Editor in many projects.",
  remediation: "Write NAME@PROJECT.iam.gserviceaccount.com, of an account made for this workload.",
  standards: { mitre: ["T1552.005"], owasp: ["K08"] },
  controls: ["iam-gke-io-gcp-service-account-format-sa-missing-x"],
  since: "0.1.0",
  appliesTo: ["ServiceAccount"],
  check({ resource, report }) {
    const account = resource.annotations[ANNOTATION];
    if (account === undefined || (account !== "" && isPlaceholder(account)) || ACCOUNT.test(account)) return;
    const path = ["metadata", "annotations", ANNOTATION];
    if (DEFAULT_ACCOUNT.test(account))
      report({
        path,
        message: `"${account}" is a default account of the project, with far more rights than one workload needs`,
      });
    else report({ path, message: `"${account}" is no address of a Google service account` });
  },
});
