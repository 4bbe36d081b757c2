import { addedCapabilities } from "./added-capabilities";
import type { PodSecurityCheck } from "./check";

/** What baseline lets a container add: the container runtimes' default set without NET_RAW. Spelled exactly so. */
export const BASELINE_CAPABILITIES: ReadonlySet<string> = new Set([
  "AUDIT_WRITE",
  "CHOWN",
  "DAC_OVERRIDE",
  "FOWNER",
  "FSETID",
  "KILL",
  "MKNOD",
  "NET_BIND_SERVICE",
  "SETFCAP",
  "SETGID",
  "SETPCAP",
  "SETUID",
  "SYS_CHROOT",
]);

/** Baseline: no capability beyond the default set is added. */
export const capabilitiesBaselineCheck: PodSecurityCheck = {
  id: "capabilities_baseline",
  level: "baseline",
  versions: [{ from: 0, find: (pod) => addedCapabilities(pod, BASELINE_CAPABILITIES) }],
};
