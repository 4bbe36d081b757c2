import type { PolicySource } from "../../policy-source";
import { when } from "../expressions";

/** Pods that ask AAD Pod Identity for an identity. */
export const aadPodIdentityPolicy: PolicySource = {
  rule: "identity/aad-pod-identity",
  match: "pods",
  also: [
    {
      group: "aadpodidentity.k8s.io",
      resources: ["azureidentities", "azureidentitybindings", "azurepodidentityexceptions"],
    },
  ],
  offences: when(
    "variables.root.apiVersion.startsWith('aadpodidentity.k8s.io/') || 'aadpodidbinding' in variables.labels",
    "AAD Pod Identity",
  ),
};
