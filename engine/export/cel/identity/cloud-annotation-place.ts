import type { PolicySource } from "../../policy-source";
import { listOf } from "../expressions";

/** Annotations of accounts on workloads, where they do nothing. */
export const cloudAnnotationPlacePolicy: PolicySource = {
  rule: "identity/cloud-annotation-place",
  match: "pods",
  offences: `${listOf([
    "eks.amazonaws.com/role-arn",
    "iam.gke.io/gcp-service-account",
    "azure.workload.identity/client-id",
    "azure.workload.identity/tenant-id",
  ])}.filter(k, k in variables.notes || k in variables.annotations).map(k, 'annotation ' + k)`,
};
