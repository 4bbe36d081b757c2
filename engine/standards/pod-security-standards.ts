import type { Control, StandardEdition } from "./standard";

/** The checks of the level baseline, by the ids that Kubernetes gives them. */
const BASELINE: readonly Control[] = [
  {
    id: "appArmorProfile",
    title: "AppArmor is not switched off",
    same: [],
    rules: ["workload/apparmor-unconfined"],
  },
  {
    id: "capabilities_baseline",
    title: "No capability beyond the default set",
    same: [],
    rules: ["workload/dangerous-capability", "workload/added-capability"],
  },
  {
    id: "hostNamespaces",
    title: "No namespace of the node",
    same: [],
    rules: ["workload/host-pid", "workload/host-ipc", "workload/host-network"],
  },
  {
    id: "hostPathVolumes",
    title: "No path of the node",
    same: [],
    rules: ["workload/host-path", "workload/sensitive-host-path", "workload/runtime-socket"],
  },
  { id: "hostPorts", title: "No port of the node", same: [], rules: ["workload/host-port"] },
  {
    id: "hostProbesAndHostLifecycle",
    title: "Probes and hooks name no host",
    same: [],
    rules: ["workload/probe-host"],
  },
  { id: "privileged", title: "No privileged container", same: [], rules: ["workload/privileged"] },
  { id: "procMount", title: "/proc stays masked", same: [], rules: ["workload/proc-mount"] },
  {
    id: "seLinuxOptions",
    title: "SELinux types of containers only",
    same: [],
    rules: ["workload/selinux-options"],
  },
  {
    id: "seccompProfile_baseline",
    title: "Seccomp is not switched off",
    same: [],
    rules: ["workload/seccomp-unconfined"],
  },
  { id: "sysctls", title: "Safe kernel settings only", same: [], rules: ["workload/sysctls"] },
  {
    id: "windowsHostProcess",
    title: "No Windows host process",
    same: [],
    rules: ["workload/windows-host-process"],
  },
];

/** What the level restricted adds. */
const RESTRICTED: readonly Control[] = [
  {
    id: "allowPrivilegeEscalation",
    title: "Privilege escalation is refused",
    same: [],
    rules: ["workload/privilege-escalation"],
  },
  {
    id: "capabilities_restricted",
    title: "All capabilities are dropped",
    same: [],
    rules: ["workload/drop-all-capabilities", "workload/added-default-capability"],
  },
  {
    id: "procMount_restricted",
    title: "/proc stays masked in user namespaces too",
    same: [],
    rules: ["workload/proc-mount-in-user-namespace"],
  },
  {
    id: "restrictedVolumes",
    title: "Volumes of the namespace only",
    same: [],
    rules: ["workload/volume-type"],
  },
  { id: "runAsNonRoot", title: "Not as root", same: [], rules: ["workload/run-as-non-root"] },
  { id: "runAsUser", title: "Not as user 0", same: [], rules: ["workload/run-as-root"] },
  {
    id: "seccompProfile_restricted",
    title: "A seccomp profile is named",
    same: [],
    rules: ["workload/seccomp-profile"],
  },
];

/** The Pod Security Standards by level. Restricted holds baseline. */
export const POD_SECURITY_STANDARDS: readonly StandardEdition[] = [
  {
    name: "pss-baseline",
    edition: undefined,
    title: "Pod Security Standards, level baseline",
    key: "pss",
    controls: BASELINE,
  },
  {
    name: "pss-restricted",
    edition: undefined,
    title: "Pod Security Standards, level restricted",
    key: "pss",
    controls: [...BASELINE, ...RESTRICTED],
  },
];
