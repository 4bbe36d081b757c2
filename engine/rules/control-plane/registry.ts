import type { Rule } from "../rule";
import { alphaFeatures } from "./alpha-features";
import { alwaysAdmit } from "./always-admit";
import { alwaysPullImages } from "./always-pull-images";
import { anonymousConditions } from "./anonymous-conditions";
import { anonymousProbe } from "./anonymous-probe";
import { anonymousRequests } from "./anonymous-requests";
import { auditCatchAll } from "./audit-catch-all";
import { auditLogMaxAge } from "./audit-log-max-age";
import { auditLogMaxBackup } from "./audit-log-max-backup";
import { auditLogMaxSize } from "./audit-log-max-size";
import { auditLogging } from "./audit-logging";
import { auditRequestReceived } from "./audit-request-received";
import { auditSecretBodies } from "./audit-secret-bodies";
import { auditStages } from "./audit-stages";
import { auditUnlogged } from "./audit-unlogged";
import { authorizationAlwaysAllow } from "./authorization-always-allow";
import { authorizerFailurePolicy } from "./authorizer-failure-policy";
import { authorizerOutage } from "./authorizer-outage";
import { bootstrapTokenLifetime } from "./bootstrap-token-lifetime";
import { clientCaFile } from "./client-ca-file";
import { componentBindAddress } from "./component-bind-address";
import { controllerCredentials } from "./controller-credentials";
import { encryptionAtRest } from "./encryption-at-rest";
import { encryptionIdentityFirst } from "./encryption-identity-first";
import { encryptionKeyCommitted } from "./encryption-key-committed";
import { encryptionSecretsUncovered } from "./encryption-secrets-uncovered";
import { encryptionWeakProvider } from "./encryption-weak-provider";
import { etcdAutoTls } from "./etcd-auto-tls";
import { etcdCertificate } from "./etcd-certificate";
import { etcdCertificateAuthority } from "./etcd-certificate-authority";
import { etcdClientAuthentication } from "./etcd-client-authentication";
import { etcdClientCertificate } from "./etcd-client-certificate";
import { etcdPeerAuthentication } from "./etcd-peer-authentication";
import { etcdPeerAutoTls } from "./etcd-peer-auto-tls";
import { etcdPeerCertificate } from "./etcd-peer-certificate";
import { etcdSharedAuthority } from "./etcd-shared-authority";
import { eventRateLimit } from "./event-rate-limit";
import { eventRateLimitConfiguration } from "./event-rate-limit-configuration";
import { extendedTokenLifetime } from "./extended-token-lifetime";
import { externalIpsAdmission } from "./external-ips-admission";
import { imagePolicyDefaultAllow } from "./image-policy-default-allow";
import { imagePolicyWebhook } from "./image-policy-webhook";
import { insecureBindAddress } from "./insecure-bind-address";
import { insecurePort } from "./insecure-port";
import { joinWithoutVerification } from "./join-without-verification";
import { kubeProxyMetricsAddress } from "./kube-proxy-metrics-address";
import { kubeProxyProfiling } from "./kube-proxy-profiling";
import { kubeadmApiVersion } from "./kubeadm-api-version";
import { kubeadmCredential } from "./kubeadm-credential";
import { kubeadmExtraArgs } from "./kubeadm-extra-args";
import { kubeletAnonymous } from "./kubelet-anonymous";
import { kubeletAuthorization } from "./kubelet-authorization";
import { kubeletCertificateAuthority } from "./kubelet-certificate-authority";
import { kubeletCertificateRotation } from "./kubelet-certificate-rotation";
import { kubeletClientCaFile } from "./kubelet-client-ca-file";
import { kubeletClientCertificate } from "./kubelet-client-certificate";
import { kubeletEventQps } from "./kubelet-event-qps";
import { kubeletHostnameOverride } from "./kubelet-hostname-override";
import { kubeletHttps } from "./kubelet-https";
import { kubeletIdleTimeout } from "./kubelet-idle-timeout";
import { kubeletImageCredentials } from "./kubelet-image-credentials";
import { kubeletIptables } from "./kubelet-iptables";
import { kubeletKernelDefaults } from "./kubelet-kernel-defaults";
import { kubeletManifestUrl } from "./kubelet-manifest-url";
import { kubeletPidLimit } from "./kubelet-pid-limit";
import { kubeletReadOnlyPort } from "./kubelet-read-only-port";
import { kubeletSeccompDefault } from "./kubelet-seccomp-default";
import { kubeletServingCertificate } from "./kubelet-serving-certificate";
import { kubeletUnsafeSysctls } from "./kubelet-unsafe-sysctls";
import { kubeletWebhookAuthentication } from "./kubelet-webhook-authentication";
import { logsHandler } from "./logs-handler";
import { managedControlPlane } from "./managed-control-plane";
import { namespaceLifecycle } from "./namespace-lifecycle";
import { nodeAuthorizer } from "./node-authorizer";
import { nodeRestriction } from "./node-restriction";
import { oldTlsVersion } from "./old-tls-version";
import { podGarbageCollection } from "./pod-garbage-collection";
import { podSecurityDefaults } from "./pod-security-defaults";
import { podSecurityExemptions } from "./pod-security-exemptions";
import { profiling } from "./profiling";
import { rbacAuthorizer } from "./rbac-authorizer";
import { removedAdmissionPlugin } from "./removed-admission-plugin";
import { removedFlag } from "./removed-flag";
import { requestTimeout } from "./request-timeout";
import { rootCaFile } from "./root-ca-file";
import { securePort } from "./secure-port";
import { securityAdmission } from "./security-admission";
import { securityFeatureGate } from "./security-feature-gate";
import { serverCertificateRotation } from "./server-certificate-rotation";
import { serviceAccountAdmission } from "./service-account-admission";
import { serviceAccountKeyFile } from "./service-account-key-file";
import { serviceAccountLookup } from "./service-account-lookup";
import { serviceAccountPrivateKey } from "./service-account-private-key";
import { servingCertificate } from "./serving-certificate";
import { staticPasswordFile } from "./static-password-file";
import { staticTokenFile } from "./static-token-file";
import { unprefixedIdentities } from "./unprefixed-identities";
import { weakTlsCipher } from "./weak-tls-cipher";

/** The rules of the layer control-plane, in the order in which they are listed. */
export const controlPlaneRules: readonly Rule[] = [
  alphaFeatures,
  alwaysAdmit,
  alwaysPullImages,
  anonymousConditions,
  anonymousProbe,
  anonymousRequests,
  auditCatchAll,
  auditLogMaxAge,
  auditLogMaxBackup,
  auditLogMaxSize,
  auditLogging,
  auditRequestReceived,
  auditSecretBodies,
  auditStages,
  auditUnlogged,
  authorizationAlwaysAllow,
  authorizerFailurePolicy,
  authorizerOutage,
  bootstrapTokenLifetime,
  clientCaFile,
  componentBindAddress,
  controllerCredentials,
  encryptionAtRest,
  encryptionIdentityFirst,
  encryptionKeyCommitted,
  encryptionSecretsUncovered,
  encryptionWeakProvider,
  etcdAutoTls,
  etcdCertificateAuthority,
  etcdCertificate,
  etcdClientAuthentication,
  etcdClientCertificate,
  etcdPeerAuthentication,
  etcdPeerAutoTls,
  etcdPeerCertificate,
  etcdSharedAuthority,
  eventRateLimitConfiguration,
  eventRateLimit,
  extendedTokenLifetime,
  externalIpsAdmission,
  imagePolicyDefaultAllow,
  imagePolicyWebhook,
  insecureBindAddress,
  insecurePort,
  joinWithoutVerification,
  kubeProxyMetricsAddress,
  kubeProxyProfiling,
  kubeadmApiVersion,
  kubeadmCredential,
  kubeadmExtraArgs,
  kubeletAnonymous,
  kubeletAuthorization,
  kubeletCertificateAuthority,
  kubeletCertificateRotation,
  kubeletClientCaFile,
  kubeletClientCertificate,
  kubeletEventQps,
  kubeletHostnameOverride,
  kubeletHttps,
  kubeletIdleTimeout,
  kubeletImageCredentials,
  kubeletIptables,
  kubeletKernelDefaults,
  kubeletManifestUrl,
  kubeletPidLimit,
  kubeletReadOnlyPort,
  kubeletSeccompDefault,
  kubeletServingCertificate,
  kubeletUnsafeSysctls,
  kubeletWebhookAuthentication,
  logsHandler,
  managedControlPlane,
  namespaceLifecycle,
  nodeAuthorizer,
  nodeRestriction,
  oldTlsVersion,
  podGarbageCollection,
  podSecurityDefaults,
  podSecurityExemptions,
  profiling,
  rbacAuthorizer,
  removedAdmissionPlugin,
  removedFlag,
  requestTimeout,
  rootCaFile,
  securePort,
  securityAdmission,
  securityFeatureGate,
  serverCertificateRotation,
  serviceAccountAdmission,
  serviceAccountKeyFile,
  serviceAccountLookup,
  serviceAccountPrivateKey,
  servingCertificate,
  staticPasswordFile,
  staticTokenFile,
  unprefixedIdentities,
  weakTlsCipher,
];
