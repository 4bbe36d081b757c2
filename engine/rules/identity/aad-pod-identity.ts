import { WORKLOAD_KINDS } from "../../kubernetes/pod-template";
import { defineResourceRule } from "../define-rule";

const KINDS = ["AzureIdentity", "AzureIdentityBinding", "AzurePodIdentityException"].map(
  (kind) => `aadpodidentity.k8s.io/${kind}`,
);

/** Source: AAD Pod Identity, repository notice: deprecated October 2022, archived September 2023. */
export const aadPodIdentity = defineResourceRule({
  id: "identity/aad-pod-identity",
  title: "AAD Pod Identity is retired",
  severity: "medium",
  why: "It gets no fixes, and its node agent answers the metadata address for every pod that can take over an address. Clusters without it ignore the label, and the pod has no identity.",
  remediation:
    "Move to Azure workload identity: federate the identity with the pod's account and label the pod template.",
  standards: { mitre: ["T1552.005"], owasp: ["K08"] },
  controls: ["azure-workload-identity-label-without-annotated-sa-x"],
  since: "0.1.0",
  appliesTo: [...WORKLOAD_KINDS, ...KINDS],
  check({ resource, pods, report }) {
    if (resource.group === "aadpodidentity.k8s.io")
      report({ path: ["kind"], message: `${resource.kind} belongs to AAD Pod Identity, which is retired` });
    for (const pod of pods)
      if (pod.labels.aadpodidbinding !== undefined)
        report({
          path: pod.metadataAt("labels", "aadpodidbinding"),
          target: "key",
          message: "aadpodidbinding asks AAD Pod Identity, which is retired, for an identity",
        });
  },
});
