import type { PolicySource } from "../policy-source";
import { defaultNamespacePolicy } from "./admission/default-namespace";
import { namespaceLabelPolicy } from "./admission/namespace-label";
import { namespacePrivilegedPolicy } from "./admission/namespace-privileged";
import { policyExceptionPolicy } from "./admission/policy-exception";
import { adminConsoleExposedPolicy } from "./edge/admin-console-exposed";
import { backendProtocolPolicy } from "./edge/backend-protocol";
import { externalIpsPolicy } from "./edge/external-ips";
import { externalNameLocalPolicy } from "./edge/external-name-local";
import { gatewayAllowedRoutesPolicy } from "./edge/gateway-allowed-routes";
import { gatewayPlainHttpPolicy } from "./edge/gateway-plain-http";
import { gatewayTlsModePolicy } from "./edge/gateway-tls-mode";
import { gatewayWildcardHostnamePolicy } from "./edge/gateway-wildcard-hostname";
import { ingressAnnotationInjectionPolicy } from "./edge/ingress-annotation-injection";
import { ingressCorsPolicy } from "./edge/ingress-cors";
import { ingressDefaultBackendPolicy } from "./edge/ingress-default-backend";
import { ingressHostNotInTlsPolicy } from "./edge/ingress-host-not-in-tls";
import { ingressInventoryPolicy } from "./edge/ingress-inventory";
import { ingressNginxRetiredPolicy } from "./edge/ingress-nginx-retired";
import { ingressNginxVersionPolicy } from "./edge/ingress-nginx-version";
import { ingressPathInjectionPolicy } from "./edge/ingress-path-injection";
import { ingressPlainRedirectPolicy } from "./edge/ingress-plain-redirect";
import { ingressSnippetPolicy } from "./edge/ingress-snippet";
import { ingressTlsVerificationPolicy } from "./edge/ingress-tls-verification";
import { ingressWildcardHostPolicy } from "./edge/ingress-wildcard-host";
import { ingressWildcardPathPolicy } from "./edge/ingress-wildcard-path";
import { ingressWithoutTlsPolicy } from "./edge/ingress-without-tls";
import { loadBalancerPlainHttpPolicy } from "./edge/load-balancer-plain-http";
import { loadBalancerSourceRangesPolicy } from "./edge/load-balancer-source-ranges";
import { nodePortPolicy } from "./edge/node-port";
import { referenceGrantBroadPolicy } from "./edge/reference-grant-broad";
import { routeWithoutTlsPolicy } from "./edge/route-without-tls";
import { snippetsAllowedPolicy } from "./edge/snippets-allowed";
import { traefikTlsPolicy } from "./edge/traefik-tls";
import { wafAbsentPolicy } from "./edge/waf-absent";
import { aadPodIdentityPolicy } from "./identity/aad-pod-identity";
import { accountSecretsPolicy } from "./identity/account-secrets";
import { anonymousBindingPolicy } from "./identity/anonymous-binding";
import { approveCertificatesPolicy } from "./identity/approve-certificates";
import { authenticatedBindingPolicy } from "./identity/authenticated-binding";
import { azureIdentityLabelPolicy } from "./identity/azure-identity-label";
import { azureIdentityObsoleteLabelPolicy } from "./identity/azure-identity-obsolete-label";
import { azureIdentitySettingsPolicy } from "./identity/azure-identity-settings";
import { bindRolesPolicy } from "./identity/bind-roles";
import { cloudAnnotationPlacePolicy } from "./identity/cloud-annotation-place";
import { clusterAdminBindingPolicy } from "./identity/cluster-admin-binding";
import { clusterWideEditPolicy } from "./identity/cluster-wide-edit";
import { controlNetworkPolicy } from "./identity/control-network";
import { controlPoliciesPolicy } from "./identity/control-policies";
import { controlWebhooksPolicy } from "./identity/control-webhooks";
import { createPersistentVolumesPolicy } from "./identity/create-persistent-volumes";
import { createTokensPolicy } from "./identity/create-tokens";
import { createWorkloadsPolicy } from "./identity/create-workloads";
import { defaultAccountBindingPolicy } from "./identity/default-account-binding";
import { defaultAccountCloudRolePolicy } from "./identity/default-account-cloud-role";
import { deleteDataPolicy } from "./identity/delete-data";
import { deleteEventsPolicy } from "./identity/delete-events";
import { eksRoleArnPolicy } from "./identity/eks-role-arn";
import { escalateRolesPolicy } from "./identity/escalate-roles";
import { gkeServiceAccountPolicy } from "./identity/gke-service-account";
import { impersonatePolicy } from "./identity/impersonate";
import { modifyWorkloadsPolicy } from "./identity/modify-workloads";
import { nodeProxyPolicy } from "./identity/node-proxy";
import { objectStatusPolicy } from "./identity/object-status";
import { portForwardPolicy } from "./identity/port-forward";
import { readSecretsPolicy } from "./identity/read-secrets";
import { runInPodsPolicy } from "./identity/run-in-pods";
import { serviceStatusPolicy } from "./identity/service-status";
import { stealPodsPolicy } from "./identity/steal-pods";
import { systemMastersPolicy } from "./identity/system-masters";
import { tokenLifetimePolicy } from "./identity/token-lifetime";
import { wildcardPermissionsPolicy } from "./identity/wildcard-permissions";
import { writeConfigMapsPolicy } from "./identity/write-config-maps";
import { writeNamespacesPolicy } from "./identity/write-namespaces";
import { writeSecretsPolicy } from "./identity/write-secrets";
import { deniedRegistryPolicy } from "./image/denied-registry";
import { deprecatedRegistryPolicy } from "./image/deprecated-registry";
import { digestPolicy } from "./image/digest";
import { fetchedCodePolicy } from "./image/fetched-code";
import { gitSyncInjectionPolicy } from "./image/git-sync-injection";
import { ingressNginxControllerPolicy } from "./image/ingress-nginx-controller";
import { invalidReferencePolicy } from "./image/invalid-reference";
import { knownVulnerableComponentPolicy } from "./image/known-vulnerable-component";
import { latestTagPolicy } from "./image/latest-tag";
import { pullPolicyPolicy } from "./image/pull-policy";
import { untrustedRegistryPolicy } from "./image/untrusted-registry";
import { authorizationPolicyIneffectivePolicy } from "./mesh/authorization-policy-ineffective";
import { authorizationPolicyOpenPolicy } from "./mesh/authorization-policy-open";
import { captureBypassPolicy } from "./mesh/capture-bypass";
import { envoyFilterPolicy } from "./mesh/envoy-filter";
import { gatewayTlsPolicy } from "./mesh/gateway-tls";
import { initContainerNamePolicy } from "./mesh/init-container-name";
import { injectionConflictPolicy } from "./mesh/injection-conflict";
import { injectionDisabledPolicy } from "./mesh/injection-disabled";
import { linkerdAuthorizationOpenPolicy } from "./mesh/linkerd-authorization-open";
import { linkerdDefaultPolicyPolicy } from "./mesh/linkerd-default-policy";
import { mutualTlsNotStrictPolicy } from "./mesh/mutual-tls-not-strict";
import { outboundAnyPolicy } from "./mesh/outbound-any";
import { proxyUserPolicy } from "./mesh/proxy-user";
import { requestAuthenticationPolicy } from "./mesh/request-authentication";
import { tlsOriginationUnverifiedPolicy } from "./mesh/tls-origination-unverified";
import { wildcardHostsPolicy } from "./mesh/wildcard-hosts";
import { adminPolicyInvalidPolicy } from "./network/admin-policy-invalid";
import { adminPolicyOpenPolicy } from "./network/admin-policy-open";
import { allowAllEgressPolicy } from "./network/allow-all-egress";
import { allowAllIngressPolicy } from "./network/allow-all-ingress";
import { broadNamespacePeerPolicy } from "./network/broad-namespace-peer";
import { dnsPeerPolicy } from "./network/dns-peer";
import { dnsPortProtocolPolicy } from "./network/dns-port-protocol";
import { kubeletEgressPolicy } from "./network/kubelet-egress";
import { metadataEgressPolicy } from "./network/metadata-egress";
import { pluginPolicyOpenPolicy } from "./network/plugin-policy-open";
import { revisionHistoryPolicy } from "./operations/revision-history";
import { stuckRolloutPolicy } from "./operations/stuck-rollout";
import { terminationGracePolicy } from "./operations/termination-grace";
import { cpuLimitPolicy } from "./resources/cpu-limit";
import { cpuLimitSetPolicy } from "./resources/cpu-limit-set";
import { cpuRequestPolicy } from "./resources/cpu-request";
import { dnsOptionsPolicy } from "./resources/dns-options";
import { duplicateEnvPolicy } from "./resources/duplicate-env";
import { ephemeralStoragePolicy } from "./resources/ephemeral-storage";
import { hpaBoundsPolicy } from "./resources/hpa-bounds";
import { hpaMinReplicasPolicy } from "./resources/hpa-min-replicas";
import { identicalProbesPolicy } from "./resources/identical-probes";
import { invalidQuantityPolicy } from "./resources/invalid-quantity";
import { jobDeadlinePolicy } from "./resources/job-deadline";
import { jobTtlPolicy } from "./resources/job-ttl";
import { livenessProbePolicy } from "./resources/liveness-probe";
import { memoryLimitPolicy } from "./resources/memory-limit";
import { memoryRequestEqualsLimitPolicy } from "./resources/memory-request-equals-limit";
import { nodePoolLimitsPolicy } from "./resources/node-pool-limits";
import { ownerLabelPolicy } from "./resources/owner-label";
import { pdbUnhealthyEvictionPolicy } from "./resources/pdb-unhealthy-eviction";
import { portNameMissingPolicy } from "./resources/port-name-missing";
import { priorityClassPolicy } from "./resources/priority-class";
import { probePortPolicy } from "./resources/probe-port";
import { replicasPolicy } from "./resources/replicas";
import { rolloutStrategyPolicy } from "./resources/rollout-strategy";
import { spreadPolicy } from "./resources/spread";
import { storageClassPolicy } from "./resources/storage-class";
import { storageEncryptionPolicy } from "./resources/storage-encryption";
import { systemPriorityPolicy } from "./resources/system-priority";
import { volumeClaimPolicy } from "./resources/volume-claim";
import { csiVolumeReadOnlyPolicy } from "./secrets/csi-volume-read-only";
import { externalSecretPrefixPolicy } from "./secrets/external-secret-prefix";
import { externalSecretRefreshPolicy } from "./secrets/external-secret-refresh";
import { longLivedTokenPolicy } from "./secrets/long-lived-token";
import { providerClassPodIdentityPolicy } from "./secrets/provider-class-pod-identity";
import { sealedSecretScopePolicy } from "./secrets/sealed-secret-scope";
import { secretInEnvPolicy } from "./secrets/secret-in-env";
import { subPathMountPolicy } from "./secrets/sub-path-mount";
import { syncedSecretPolicy } from "./secrets/synced-secret";
import { vaultConnectionPolicy } from "./secrets/vault-connection";
import { wholeSecretMountedPolicy } from "./secrets/whole-secret-mounted";
import { addedCapabilityPolicy } from "./workload/added-capability";
import { addedDefaultCapabilityPolicy } from "./workload/added-default-capability";
import { adminAccessClaimPolicy } from "./workload/admin-access-claim";
import { apparmorProfilePolicy } from "./workload/apparmor-profile";
import { apparmorUnconfinedPolicy } from "./workload/apparmor-unconfined";
import { dangerousCapabilityPolicy } from "./workload/dangerous-capability";
import { dropAllCapabilitiesPolicy } from "./workload/drop-all-capabilities";
import { execProbePolicy } from "./workload/exec-probe";
import { gitSyncPolicy } from "./workload/git-sync";
import { hostAliasesPolicy } from "./workload/host-aliases";
import { hostIpcPolicy } from "./workload/host-ipc";
import { hostNetworkPolicy } from "./workload/host-network";
import { hostPathPolicy } from "./workload/host-path";
import { hostPidPolicy } from "./workload/host-pid";
import { hostPortPolicy } from "./workload/host-port";
import { interactiveTerminalPolicy } from "./workload/interactive-terminal";
import { kubernetesDashboardPolicy } from "./workload/kubernetes-dashboard";
import { lowGroupIdPolicy } from "./workload/low-group-id";
import { lowUserIdPolicy } from "./workload/low-user-id";
import { mountPropagationPolicy } from "./workload/mount-propagation";
import { nakedPodPolicy } from "./workload/naked-pod";
import { openshiftSccPolicy } from "./workload/openshift-scc";
import { privilegeEscalationPolicy } from "./workload/privilege-escalation";
import { privilegedPolicy } from "./workload/privileged";
import { privilegedPortPolicy } from "./workload/privileged-port";
import { probeHostPolicy } from "./workload/probe-host";
import { procMountPolicy } from "./workload/proc-mount";
import { procMountInUserNamespacePolicy } from "./workload/proc-mount-in-user-namespace";
import { readOnlyRootFilesystemPolicy } from "./workload/read-only-root-filesystem";
import { rootGroupPolicy } from "./workload/root-group";
import { runAsNonRootPolicy } from "./workload/run-as-non-root";
import { runAsRootPolicy } from "./workload/run-as-root";
import { runtimeClassPolicy } from "./workload/runtime-class";
import { runtimeSocketPolicy } from "./workload/runtime-socket";
import { seccompProfilePolicy } from "./workload/seccomp-profile";
import { seccompUnconfinedPolicy } from "./workload/seccomp-unconfined";
import { securityContextPolicy } from "./workload/security-context";
import { selinuxOptionsPolicy } from "./workload/selinux-options";
import { sensitiveHostPathPolicy } from "./workload/sensitive-host-path";
import { shareProcessNamespacePolicy } from "./workload/share-process-namespace";
import { sshPortPolicy } from "./workload/ssh-port";
import { sudoPolicy } from "./workload/sudo";
import { sysctlsPolicy } from "./workload/sysctls";
import { tillerPolicy } from "./workload/tiller";
import { userNamespacePolicy } from "./workload/user-namespace";
import { volumeTypePolicy } from "./workload/volume-type";
import { windowsHostProcessPolicy } from "./workload/windows-host-process";

/** Every rule that the API server can judge, by layer and name. */
export const policySources: readonly PolicySource[] = [
  defaultNamespacePolicy,
  namespaceLabelPolicy,
  namespacePrivilegedPolicy,
  policyExceptionPolicy,
  adminConsoleExposedPolicy,
  backendProtocolPolicy,
  externalIpsPolicy,
  externalNameLocalPolicy,
  gatewayAllowedRoutesPolicy,
  gatewayPlainHttpPolicy,
  gatewayTlsModePolicy,
  gatewayWildcardHostnamePolicy,
  ingressAnnotationInjectionPolicy,
  ingressCorsPolicy,
  ingressDefaultBackendPolicy,
  ingressHostNotInTlsPolicy,
  ingressInventoryPolicy,
  ingressNginxRetiredPolicy,
  ingressNginxVersionPolicy,
  ingressPathInjectionPolicy,
  ingressPlainRedirectPolicy,
  ingressSnippetPolicy,
  ingressTlsVerificationPolicy,
  ingressWildcardHostPolicy,
  ingressWildcardPathPolicy,
  ingressWithoutTlsPolicy,
  loadBalancerPlainHttpPolicy,
  loadBalancerSourceRangesPolicy,
  nodePortPolicy,
  referenceGrantBroadPolicy,
  routeWithoutTlsPolicy,
  snippetsAllowedPolicy,
  traefikTlsPolicy,
  wafAbsentPolicy,
  aadPodIdentityPolicy,
  accountSecretsPolicy,
  anonymousBindingPolicy,
  approveCertificatesPolicy,
  authenticatedBindingPolicy,
  azureIdentityLabelPolicy,
  azureIdentityObsoleteLabelPolicy,
  azureIdentitySettingsPolicy,
  bindRolesPolicy,
  cloudAnnotationPlacePolicy,
  clusterAdminBindingPolicy,
  clusterWideEditPolicy,
  controlNetworkPolicy,
  controlPoliciesPolicy,
  controlWebhooksPolicy,
  createPersistentVolumesPolicy,
  createTokensPolicy,
  createWorkloadsPolicy,
  defaultAccountBindingPolicy,
  defaultAccountCloudRolePolicy,
  deleteDataPolicy,
  deleteEventsPolicy,
  eksRoleArnPolicy,
  escalateRolesPolicy,
  gkeServiceAccountPolicy,
  impersonatePolicy,
  modifyWorkloadsPolicy,
  nodeProxyPolicy,
  objectStatusPolicy,
  portForwardPolicy,
  readSecretsPolicy,
  runInPodsPolicy,
  serviceStatusPolicy,
  stealPodsPolicy,
  systemMastersPolicy,
  tokenLifetimePolicy,
  wildcardPermissionsPolicy,
  writeConfigMapsPolicy,
  writeNamespacesPolicy,
  writeSecretsPolicy,
  deniedRegistryPolicy,
  deprecatedRegistryPolicy,
  digestPolicy,
  fetchedCodePolicy,
  gitSyncInjectionPolicy,
  ingressNginxControllerPolicy,
  invalidReferencePolicy,
  knownVulnerableComponentPolicy,
  latestTagPolicy,
  pullPolicyPolicy,
  untrustedRegistryPolicy,
  authorizationPolicyIneffectivePolicy,
  authorizationPolicyOpenPolicy,
  captureBypassPolicy,
  envoyFilterPolicy,
  gatewayTlsPolicy,
  initContainerNamePolicy,
  injectionConflictPolicy,
  injectionDisabledPolicy,
  linkerdAuthorizationOpenPolicy,
  linkerdDefaultPolicyPolicy,
  mutualTlsNotStrictPolicy,
  outboundAnyPolicy,
  proxyUserPolicy,
  requestAuthenticationPolicy,
  tlsOriginationUnverifiedPolicy,
  wildcardHostsPolicy,
  adminPolicyInvalidPolicy,
  adminPolicyOpenPolicy,
  allowAllEgressPolicy,
  allowAllIngressPolicy,
  broadNamespacePeerPolicy,
  dnsPeerPolicy,
  dnsPortProtocolPolicy,
  kubeletEgressPolicy,
  metadataEgressPolicy,
  pluginPolicyOpenPolicy,
  revisionHistoryPolicy,
  stuckRolloutPolicy,
  terminationGracePolicy,
  cpuLimitSetPolicy,
  cpuLimitPolicy,
  cpuRequestPolicy,
  dnsOptionsPolicy,
  duplicateEnvPolicy,
  ephemeralStoragePolicy,
  hpaBoundsPolicy,
  hpaMinReplicasPolicy,
  identicalProbesPolicy,
  invalidQuantityPolicy,
  jobDeadlinePolicy,
  jobTtlPolicy,
  livenessProbePolicy,
  memoryLimitPolicy,
  memoryRequestEqualsLimitPolicy,
  nodePoolLimitsPolicy,
  ownerLabelPolicy,
  pdbUnhealthyEvictionPolicy,
  portNameMissingPolicy,
  priorityClassPolicy,
  probePortPolicy,
  replicasPolicy,
  rolloutStrategyPolicy,
  spreadPolicy,
  storageClassPolicy,
  storageEncryptionPolicy,
  systemPriorityPolicy,
  volumeClaimPolicy,
  csiVolumeReadOnlyPolicy,
  externalSecretPrefixPolicy,
  externalSecretRefreshPolicy,
  longLivedTokenPolicy,
  providerClassPodIdentityPolicy,
  sealedSecretScopePolicy,
  secretInEnvPolicy,
  subPathMountPolicy,
  syncedSecretPolicy,
  vaultConnectionPolicy,
  wholeSecretMountedPolicy,
  addedCapabilityPolicy,
  addedDefaultCapabilityPolicy,
  adminAccessClaimPolicy,
  apparmorProfilePolicy,
  apparmorUnconfinedPolicy,
  dangerousCapabilityPolicy,
  dropAllCapabilitiesPolicy,
  execProbePolicy,
  gitSyncPolicy,
  hostAliasesPolicy,
  hostIpcPolicy,
  hostNetworkPolicy,
  hostPathPolicy,
  hostPidPolicy,
  hostPortPolicy,
  interactiveTerminalPolicy,
  kubernetesDashboardPolicy,
  lowGroupIdPolicy,
  lowUserIdPolicy,
  mountPropagationPolicy,
  nakedPodPolicy,
  openshiftSccPolicy,
  privilegeEscalationPolicy,
  privilegedPortPolicy,
  privilegedPolicy,
  probeHostPolicy,
  procMountInUserNamespacePolicy,
  procMountPolicy,
  readOnlyRootFilesystemPolicy,
  rootGroupPolicy,
  runAsNonRootPolicy,
  runAsRootPolicy,
  runtimeClassPolicy,
  runtimeSocketPolicy,
  seccompProfilePolicy,
  seccompUnconfinedPolicy,
  securityContextPolicy,
  selinuxOptionsPolicy,
  sensitiveHostPathPolicy,
  shareProcessNamespacePolicy,
  sshPortPolicy,
  sudoPolicy,
  sysctlsPolicy,
  tillerPolicy,
  userNamespacePolicy,
  volumeTypePolicy,
  windowsHostProcessPolicy,
];
