import type { Rule } from "../rule";
import { addedCapability } from "./added-capability";
import { addedDefaultCapability } from "./added-default-capability";
import { apparmorUnconfined } from "./apparmor-unconfined";
import { dangerousCapability } from "./dangerous-capability";
import { dropAllCapabilities } from "./drop-all-capabilities";
import { hostIpc } from "./host-ipc";
import { hostNetwork } from "./host-network";
import { hostPath } from "./host-path";
import { hostPid } from "./host-pid";
import { hostPort } from "./host-port";
import { privilegeEscalation } from "./privilege-escalation";
import { privileged } from "./privileged";
import { probeHost } from "./probe-host";
import { procMount } from "./proc-mount";
import { procMountInUserNamespace } from "./proc-mount-in-user-namespace";
import { readOnlyRootFilesystem } from "./read-only-root-filesystem";
import { runAsNonRoot } from "./run-as-non-root";
import { runAsRoot } from "./run-as-root";
import { runtimeSocket } from "./runtime-socket";
import { seccompProfile } from "./seccomp-profile";
import { seccompUnconfined } from "./seccomp-unconfined";
import { selinuxOptions } from "./selinux-options";
import { sensitiveHostPath } from "./sensitive-host-path";
import { sysctls } from "./sysctls";
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
  runAsRoot,
  runAsNonRoot,
  readOnlyRootFilesystem,
  seccompProfile,
  seccompUnconfined,
  apparmorUnconfined,
  selinuxOptions,
  procMount,
  procMountInUserNamespace,
  sysctls,
  windowsHostProcess,
  hostPid,
  hostIpc,
  hostNetwork,
  hostPort,
  runtimeSocket,
  sensitiveHostPath,
  hostPath,
  volumeType,
  probeHost,
];
