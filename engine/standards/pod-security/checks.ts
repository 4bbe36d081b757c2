import { allowPrivilegeEscalationCheck } from "./allow-privilege-escalation";
import { appArmorProfileCheck } from "./app-armor-profile";
import { capabilitiesBaselineCheck } from "./capabilities-baseline";
import { capabilitiesRestrictedCheck } from "./capabilities-restricted";
import type { PodSecurityCheck } from "./check";
import { hostNamespacesCheck } from "./host-namespaces";
import { hostPathVolumesCheck } from "./host-path-volumes";
import { hostPortsCheck } from "./host-ports";
import { hostProbesCheck } from "./host-probes";
import { privilegedCheck } from "./privileged";
import { procMountCheck } from "./proc-mount";
import { procMountRestrictedCheck } from "./proc-mount-restricted";
import { restrictedVolumesCheck } from "./restricted-volumes";
import { runAsNonRootCheck } from "./run-as-non-root";
import { runAsUserCheck } from "./run-as-user";
import { seLinuxOptionsCheck } from "./se-linux-options";
import { seccompProfileBaselineCheck } from "./seccomp-profile-baseline";
import { seccompProfileRestrictedCheck } from "./seccomp-profile-restricted";
import { sysctlsCheck } from "./sysctls";
import { windowsHostProcessCheck } from "./windows-host-process";

/** Every check of the Pod Security Standards, in admission's order: baseline by id, then restricted by id. */
export const podSecurityChecks: readonly PodSecurityCheck[] = [
  appArmorProfileCheck,
  capabilitiesBaselineCheck,
  hostNamespacesCheck,
  hostPathVolumesCheck,
  hostPortsCheck,
  hostProbesCheck,
  privilegedCheck,
  procMountCheck,
  seLinuxOptionsCheck,
  seccompProfileBaselineCheck,
  sysctlsCheck,
  windowsHostProcessCheck,
  allowPrivilegeEscalationCheck,
  capabilitiesRestrictedCheck,
  procMountRestrictedCheck,
  restrictedVolumesCheck,
  runAsNonRootCheck,
  runAsUserCheck,
  seccompProfileRestrictedCheck,
];
