import type { Rule } from "../rule";
import { addedCapability } from "./added-capability";
import { addedDefaultCapability } from "./added-default-capability";
import { adminAccessClaim } from "./admin-access-claim";
import { apparmorProfile } from "./apparmor-profile";
import { apparmorUnconfined } from "./apparmor-unconfined";
import { cronJobReview } from "./cron-job-review";
import { dangerousCapability } from "./dangerous-capability";
import { dropAllCapabilities } from "./drop-all-capabilities";
import { ephemeralContainer } from "./ephemeral-container";
import { execProbe } from "./exec-probe";
import { gitSync } from "./git-sync";
import { hostAliases } from "./host-aliases";
import { hostIpc } from "./host-ipc";
import { hostNetwork } from "./host-network";
import { hostPath } from "./host-path";
import { hostPid } from "./host-pid";
import { hostPort } from "./host-port";
import { ignoredField } from "./ignored-field";
import { interactiveTerminal } from "./interactive-terminal";
import { kubernetesDashboard } from "./kubernetes-dashboard";
import { lowGroupId } from "./low-group-id";
import { lowUserId } from "./low-user-id";
import { mountPropagation } from "./mount-propagation";
import { nakedPod } from "./naked-pod";
import { openshiftScc } from "./openshift-scc";
import { podSecurityPolicy } from "./pod-security-policy";
import { privilegeEscalation } from "./privilege-escalation";
import { privilegeEscalationConflict } from "./privilege-escalation-conflict";
import { privileged } from "./privileged";
import { privilegedPort } from "./privileged-port";
import { probeHost } from "./probe-host";
import { procMount } from "./proc-mount";
import { procMountInUserNamespace } from "./proc-mount-in-user-namespace";
import { readOnlyRootFilesystem } from "./read-only-root-filesystem";
import { rootGroup } from "./root-group";
import { runAsNonRoot } from "./run-as-non-root";
import { runAsRoot } from "./run-as-root";
import { runtimeClass } from "./runtime-class";
import { runtimeSocket } from "./runtime-socket";
import { seccompProfile } from "./seccomp-profile";
import { seccompUnconfined } from "./seccomp-unconfined";
import { securityContext } from "./security-context";
import { selinuxOptions } from "./selinux-options";
import { sensitiveHostPath } from "./sensitive-host-path";
import { shareProcessNamespace } from "./share-process-namespace";
import { sshPort } from "./ssh-port";
import { subPath } from "./sub-path";
import { sudo } from "./sudo";
import { sysctls } from "./sysctls";
import { tiller } from "./tiller";
import { undeclaredClaim } from "./undeclared-claim";
import { userNamespace } from "./user-namespace";
import { userNamespaceConflict } from "./user-namespace-conflict";
import { volumeType } from "./volume-type";
import { windowsHostProcess } from "./windows-host-process";

/** The rules of the layer workload, in the order in which they are listed. */
export const workloadRules: readonly Rule[] = [
  privileged,
  dangerousCapability,
  addedCapability,
  dropAllCapabilities,
  addedDefaultCapability,
  privilegeEscalation,
  privilegeEscalationConflict,
  runAsRoot,
  runAsNonRoot,
  rootGroup,
  lowUserId,
  lowGroupId,
  userNamespace,
  userNamespaceConflict,
  readOnlyRootFilesystem,
  securityContext,
  seccompProfile,
  seccompUnconfined,
  apparmorUnconfined,
  apparmorProfile,
  selinuxOptions,
  procMount,
  procMountInUserNamespace,
  sysctls,
  ignoredField,
  windowsHostProcess,
  hostPid,
  hostIpc,
  hostNetwork,
  hostPort,
  runtimeSocket,
  sensitiveHostPath,
  hostPath,
  mountPropagation,
  subPath,
  volumeType,
  probeHost,
  execProbe,
  shareProcessNamespace,
  interactiveTerminal,
  ephemeralContainer,
  sudo,
  sshPort,
  privilegedPort,
  hostAliases,
  runtimeClass,
  adminAccessClaim,
  undeclaredClaim,
  nakedPod,
  cronJobReview,
  gitSync,
  kubernetesDashboard,
  tiller,
  openshiftScc,
  podSecurityPolicy,
];
