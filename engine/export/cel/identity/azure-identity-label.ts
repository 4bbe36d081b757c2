import type { PolicySource } from "../../policy-source";
import { when } from "../expressions";

/** Pods whose label for an Azure identity is misplaced or not true. */
export const azureIdentityLabelPolicy: PolicySource = {
  rule: "identity/azure-identity-label",
  match: "pods",
  offences: when(
    "variables.labels[?'azure.workload.identity/use'].hasValue() ? variables.labels['azure.workload.identity/use'] != 'true' : 'azure.workload.identity/use' in variables.annotations || (variables.root.kind != 'Pod' && ('azure.workload.identity/use' in variables.notes || 'azure.workload.identity/use' in variables.marks))",
    "the pod",
  ),
};
