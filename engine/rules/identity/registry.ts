import type { Rule } from "../rule";
import { aadPodIdentity } from "./aad-pod-identity";
import { accountChange } from "./account-change";
import { accountSecrets } from "./account-secrets";
import { anonymousBinding } from "./anonymous-binding";
import { approveCertificates } from "./approve-certificates";
import { attackPath } from "./attack-path";
import { authenticatedBinding } from "./authenticated-binding";
import { automountToken } from "./automount-token";
import { awsNodeRole } from "./aws-node-role";
import { azureIdentityAccount } from "./azure-identity-account";
import { azureIdentityLabel } from "./azure-identity-label";
import { azureIdentityObsoleteLabel } from "./azure-identity-obsolete-label";
import { azureIdentitySettings } from "./azure-identity-settings";
import { bindRoles } from "./bind-roles";
import { cloudAnnotationPlace } from "./cloud-annotation-place";
import { clusterAdminBinding } from "./cluster-admin-binding";
import { clusterWideEdit } from "./cluster-wide-edit";
import { controlNetwork } from "./control-network";
import { controlPolicies } from "./control-policies";
import { controlWebhooks } from "./control-webhooks";
import { createPersistentVolumes } from "./create-persistent-volumes";
import { createTokens } from "./create-tokens";
import { createWorkloads } from "./create-workloads";
import { crossEnvironmentBinding } from "./cross-environment-binding";
import { csiIdentity } from "./csi-identity";
import { danglingBinding } from "./dangling-binding";
import { defaultAccountBinding } from "./default-account-binding";
import { defaultAccountCloudRole } from "./default-account-cloud-role";
import { defaultServiceAccount } from "./default-service-account";
import { deleteData } from "./delete-data";
import { deleteEvents } from "./delete-events";
import { deprecatedServiceAccountField } from "./deprecated-service-account-field";
import { eksRoleArn } from "./eks-role-arn";
import { escalateRoles } from "./escalate-roles";
import { escalationPath } from "./escalation-path";
import { federatedCredential } from "./federated-credential";
import { gkeServiceAccount } from "./gke-service-account";
import { impersonate } from "./impersonate";
import { ineffectiveRule } from "./ineffective-rule";
import { managedClusterEndpoint } from "./managed-cluster-endpoint";
import { managedClusterLogin } from "./managed-cluster-login";
import { managedClusterWorkloadIdentity } from "./managed-cluster-workload-identity";
import { manyRoles } from "./many-roles";
import { missingServiceAccount } from "./missing-service-account";
import { modifyWorkloads } from "./modify-workloads";
import { nodeProxy } from "./node-proxy";
import { objectStatus } from "./object-status";
import { portForward } from "./port-forward";
import { readSecrets } from "./read-secrets";
import { runInPods } from "./run-in-pods";
import { serviceStatus } from "./service-status";
import { sharedNamespace } from "./shared-namespace";
import { sharedServiceAccount } from "./shared-service-account";
import { staticLogin } from "./static-login";
import { stealPods } from "./steal-pods";
import { surplusSecretRead } from "./surplus-secret-read";
import { systemMasters } from "./system-masters";
import { tokenLifetime } from "./token-lifetime";
import { unusedServiceAccount } from "./unused-service-account";
import { wildcardPermissions } from "./wildcard-permissions";
import { workloadAdminAccount } from "./workload-admin-account";
import { writeConfigMaps } from "./write-config-maps";
import { writeNamespaces } from "./write-namespaces";
import { writeSecrets } from "./write-secrets";

/** The rules of the layer identity, in the order in which they are listed. */
export const identityRules: readonly Rule[] = [
  aadPodIdentity,
  accountChange,
  accountSecrets,
  anonymousBinding,
  approveCertificates,
  attackPath,
  authenticatedBinding,
  automountToken,
  awsNodeRole,
  azureIdentityAccount,
  azureIdentityLabel,
  azureIdentityObsoleteLabel,
  azureIdentitySettings,
  bindRoles,
  cloudAnnotationPlace,
  clusterAdminBinding,
  clusterWideEdit,
  controlNetwork,
  controlPolicies,
  controlWebhooks,
  createPersistentVolumes,
  createTokens,
  createWorkloads,
  crossEnvironmentBinding,
  csiIdentity,
  danglingBinding,
  defaultAccountBinding,
  defaultAccountCloudRole,
  defaultServiceAccount,
  deleteData,
  deleteEvents,
  deprecatedServiceAccountField,
  eksRoleArn,
  escalateRoles,
  escalationPath,
  federatedCredential,
  gkeServiceAccount,
  impersonate,
  ineffectiveRule,
  managedClusterEndpoint,
  managedClusterLogin,
  managedClusterWorkloadIdentity,
  manyRoles,
  missingServiceAccount,
  modifyWorkloads,
  nodeProxy,
  objectStatus,
  portForward,
  readSecrets,
  runInPods,
  serviceStatus,
  sharedNamespace,
  sharedServiceAccount,
  staticLogin,
  stealPods,
  surplusSecretRead,
  systemMasters,
  tokenLifetime,
  unusedServiceAccount,
  wildcardPermissions,
  workloadAdminAccount,
  writeConfigMaps,
  writeNamespaces,
  writeSecrets,
];
