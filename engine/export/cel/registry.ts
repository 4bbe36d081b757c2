import type { PolicySource } from "../policy-source";
import { addedCapabilityPolicy } from "./workload/added-capability";
import { addedDefaultCapabilityPolicy } from "./workload/added-default-capability";
import { adminAccessClaimPolicy } from "./workload/admin-access-claim";
import { apparmorProfilePolicy } from "./workload/apparmor-profile";
import { apparmorUnconfinedPolicy } from "./workload/apparmor-unconfined";
import { dangerousCapabilityPolicy } from "./workload/dangerous-capability";
import { dropAllCapabilitiesPolicy } from "./workload/drop-all-capabilities";
import { execProbePolicy } from "./workload/exec-probe";
import { hostAliasesPolicy } from "./workload/host-aliases";
import { hostIpcPolicy } from "./workload/host-ipc";
import { hostNetworkPolicy } from "./workload/host-network";
import { hostPathPolicy } from "./workload/host-path";
import { hostPidPolicy } from "./workload/host-pid";
import { hostPortPolicy } from "./workload/host-port";
import { interactiveTerminalPolicy } from "./workload/interactive-terminal";
import { lowGroupIdPolicy } from "./workload/low-group-id";
import { lowUserIdPolicy } from "./workload/low-user-id";
import { mountPropagationPolicy } from "./workload/mount-propagation";
import { nakedPodPolicy } from "./workload/naked-pod";
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
import { userNamespacePolicy } from "./workload/user-namespace";
import { volumeTypePolicy } from "./workload/volume-type";
import { windowsHostProcessPolicy } from "./workload/windows-host-process";

/** Every rule that the API server can judge, by layer and name. */
export const policySources: readonly PolicySource[] = [
  addedCapabilityPolicy,
  addedDefaultCapabilityPolicy,
  adminAccessClaimPolicy,
  apparmorProfilePolicy,
  apparmorUnconfinedPolicy,
  dangerousCapabilityPolicy,
  dropAllCapabilitiesPolicy,
  execProbePolicy,
  hostAliasesPolicy,
  hostIpcPolicy,
  hostNetworkPolicy,
  hostPathPolicy,
  hostPidPolicy,
  hostPortPolicy,
  interactiveTerminalPolicy,
  lowGroupIdPolicy,
  lowUserIdPolicy,
  mountPropagationPolicy,
  nakedPodPolicy,
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
  userNamespacePolicy,
  volumeTypePolicy,
  windowsHostProcessPolicy,
];
