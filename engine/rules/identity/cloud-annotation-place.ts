import type { Path } from "../../json";
import { WORKLOAD_KINDS } from "../../kubernetes/pod-template";
import { defineResourceRule } from "../define-rule";

/** What each cloud reads on the service account only. */
const ACCOUNT_ANNOTATIONS = [
  "eks.amazonaws.com/role-arn",
  "iam.gke.io/gcp-service-account",
  "azure.workload.identity/client-id",
  "azure.workload.identity/tenant-id",
];

/** Sources: Amazon EKS, IAM roles for service accounts; GKE Workload Identity Federation; azure-workload-identity. */
export const cloudAnnotationPlace = defineResourceRule({
  id: "identity/cloud-annotation-place",
  title: "Cloud identity is written on the workload",
  severity: "medium",
  why: "The cloud reads the annotation on the ServiceAccount only; on the workload it does nothing, and the program runs with another identity, often that of the node.",
  remediation: "Annotate the ServiceAccount that the pod names.",
  standards: { mitre: ["T1552.005"], owasp: ["K08"] },
  controls: ["iam-gke-io-gcp-service-account-format-sa-missing-x"],
  since: "0.1.0",
  appliesTo: WORKLOAD_KINDS,
  check({ resource, pods, report }) {
    const judge = (annotations: Readonly<Record<string, string>>, at: Path) => {
      for (const key of ACCOUNT_ANNOTATIONS)
        if (annotations[key] !== undefined)
          report({
            path: [...at, key],
            target: "key",
            message: `${key} belongs on the ServiceAccount; here it does nothing`,
          });
    };
    judge(resource.annotations, ["metadata", "annotations"]);
    for (const pod of pods)
      if (pod.metadataAt().length > 1) judge(pod.annotations, pod.metadataAt("annotations"));
  },
});
