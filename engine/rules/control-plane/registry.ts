import type { Rule } from "../rule";
import { auditLogMaxAge } from "./audit-log-max-age";
import { auditLogMaxBackup } from "./audit-log-max-backup";
import { auditLogMaxSize } from "./audit-log-max-size";
import { clientCaFile } from "./client-ca-file";
import { componentBindAddress } from "./component-bind-address";
import { controllerCredentials } from "./controller-credentials";
import { encryptionAtRest } from "./encryption-at-rest";
import { etcdAutoTls } from "./etcd-auto-tls";
import { etcdCertificate } from "./etcd-certificate";
import { etcdCertificateAuthority } from "./etcd-certificate-authority";
import { etcdClientAuthentication } from "./etcd-client-authentication";
import { etcdClientCertificate } from "./etcd-client-certificate";
import { etcdPeerAuthentication } from "./etcd-peer-authentication";
import { etcdPeerAutoTls } from "./etcd-peer-auto-tls";
import { etcdPeerCertificate } from "./etcd-peer-certificate";
import { extendedTokenLifetime } from "./extended-token-lifetime";
import { insecureBindAddress } from "./insecure-bind-address";
import { insecurePort } from "./insecure-port";
import { kubeProxyMetricsAddress } from "./kube-proxy-metrics-address";
import { kubeProxyProfiling } from "./kube-proxy-profiling";
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
import { kubeletIptables } from "./kubelet-iptables";
import { kubeletKernelDefaults } from "./kubelet-kernel-defaults";
import { kubeletManifestUrl } from "./kubelet-manifest-url";
import { kubeletPidLimit } from "./kubelet-pid-limit";
import { kubeletReadOnlyPort } from "./kubelet-read-only-port";
import { kubeletSeccompDefault } from "./kubelet-seccomp-default";
import { kubeletServingCertificate } from "./kubelet-serving-certificate";
import { kubeletWebhookAuthentication } from "./kubelet-webhook-authentication";
import { logsHandler } from "./logs-handler";
import { podGarbageCollection } from "./pod-garbage-collection";
import { profiling } from "./profiling";
import { requestTimeout } from "./request-timeout";
import { rootCaFile } from "./root-ca-file";
import { securePort } from "./secure-port";
import { serviceAccountKeyFile } from "./service-account-key-file";
import { serviceAccountLookup } from "./service-account-lookup";
import { serviceAccountPrivateKey } from "./service-account-private-key";
import { servingCertificate } from "./serving-certificate";
import { staticPasswordFile } from "./static-password-file";
import { staticTokenFile } from "./static-token-file";

/** The rules of the layer control-plane, in the order in which they are listed. */
export const controlPlaneRules: readonly Rule[] = [
  auditLogMaxAge,
  auditLogMaxBackup,
  auditLogMaxSize,
  clientCaFile,
  componentBindAddress,
  controllerCredentials,
  encryptionAtRest,
  etcdAutoTls,
  etcdCertificateAuthority,
  etcdCertificate,
  etcdClientAuthentication,
  etcdClientCertificate,
  etcdPeerAuthentication,
  etcdPeerAutoTls,
  etcdPeerCertificate,
  extendedTokenLifetime,
  insecureBindAddress,
  insecurePort,
  kubeProxyMetricsAddress,
  kubeProxyProfiling,
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
  kubeletIptables,
  kubeletKernelDefaults,
  kubeletManifestUrl,
  kubeletPidLimit,
  kubeletReadOnlyPort,
  kubeletSeccompDefault,
  kubeletServingCertificate,
  kubeletWebhookAuthentication,
  logsHandler,
  podGarbageCollection,
  profiling,
  requestTimeout,
  rootCaFile,
  securePort,
  serviceAccountKeyFile,
  serviceAccountLookup,
  serviceAccountPrivateKey,
  servingCertificate,
  staticPasswordFile,
  staticTokenFile,
];
