import type { Rule } from "../rule";
import { adminPolicyInvalid } from "./admin-policy-invalid";
import { adminPolicyOpen } from "./admin-policy-open";
import { allowAllEgress } from "./allow-all-egress";
import { allowAllIngress } from "./allow-all-ingress";
import { apiServerCut } from "./api-server-cut";
import { broadNamespacePeer } from "./broad-namespace-peer";
import { dnsEgressCut } from "./dns-egress-cut";
import { dnsPeer } from "./dns-peer";
import { dnsPortProtocol } from "./dns-port-protocol";
import { hardCodedClusterIp } from "./hard-coded-cluster-ip";
import { invalidCidr } from "./invalid-cidr";
import { kubeletEgress } from "./kubelet-egress";
import { metadataEgress } from "./metadata-egress";
import { metricsShutOut } from "./metrics-shut-out";
import { namespaceWithoutPolicy } from "./namespace-without-policy";
import { noDefaultDeny } from "./no-default-deny";
import { peerMatchesNothing } from "./peer-matches-nothing";
import { pluginPolicyOpen } from "./plugin-policy-open";
import { pluginWithoutPolicies } from "./plugin-without-policies";
import { policySelectsNothing } from "./policy-selects-nothing";
import { policyTypes } from "./policy-types";
import { serviceMonitorMatchesNothing } from "./service-monitor-matches-nothing";
import { workloadNotIsolated } from "./workload-not-isolated";

/** The rules of the layer network, in the order in which they are listed. */
export const networkRules: readonly Rule[] = [
  dnsEgressCut,
  dnsPortProtocol,
  dnsPeer,
  allowAllIngress,
  allowAllEgress,
  metadataEgress,
  kubeletEgress,
  broadNamespacePeer,
  policyTypes,
  invalidCidr,
  adminPolicyOpen,
  adminPolicyInvalid,
  pluginPolicyOpen,
  pluginWithoutPolicies,
  hardCodedClusterIp,
  namespaceWithoutPolicy,
  workloadNotIsolated,
  noDefaultDeny,
  policySelectsNothing,
  peerMatchesNothing,
  metricsShutOut,
  apiServerCut,
  serviceMonitorMatchesNothing,
];
