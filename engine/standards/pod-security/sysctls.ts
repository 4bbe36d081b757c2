import { mapsAt, stringAt } from "../../kubernetes/fields";
import type { KubernetesMinor } from "../../kubernetes/kubernetes-version";
import type { PodSecurityCheck, PodSecurityFinder } from "./check";

/** The settings that stay inside the pod, by the version from which they may be set. Spelled exactly so, with dots. */
const SAFE: readonly (readonly [from: KubernetesMinor, names: readonly string[]])[] = [
  [
    0,
    [
      "kernel.shm_rmid_forced",
      "net.ipv4.ip_local_port_range",
      "net.ipv4.tcp_syncookies",
      "net.ipv4.ping_group_range",
      "net.ipv4.ip_unprivileged_port_start",
    ],
  ],
  [27, ["net.ipv4.ip_local_reserved_ports"]],
  [
    29,
    [
      "net.ipv4.tcp_keepalive_time",
      "net.ipv4.tcp_fin_timeout",
      "net.ipv4.tcp_keepalive_intvl",
      "net.ipv4.tcp_keepalive_probes",
    ],
  ],
  [32, ["net.ipv4.tcp_rmem", "net.ipv4.tcp_wmem"]],
  [37, ["net.ipv4.tcp_slow_start_after_idle", "net.ipv4.tcp_notsent_lowat"]],
];

/** Baseline: only kernel settings that stay inside the pod are changed. */
export const sysctlsCheck: PodSecurityCheck = {
  id: "sysctls",
  level: "baseline",
  versions: SAFE.map(([from]) => ({ from, find: sysctlsBeyond(safeSysctlsAt(from)) })),
};

/** The settings that a pod may change at a version. */
export function safeSysctlsAt(minor: KubernetesMinor): ReadonlySet<string> {
  return new Set(SAFE.flatMap(([from, names]) => (from <= minor ? names : [])));
}

function sysctlsBeyond(safe: ReadonlySet<string>): PodSecurityFinder {
  return (pod) =>
    mapsAt(pod.spec, "securityContext", "sysctls").flatMap(({ index, value }) => {
      const name = stringAt(value, "name") ?? "";
      if (safe.has(name)) return [];
      return [
        {
          path: pod.at("securityContext", "sysctls", index, "name"),
          message: `the pod changes the kernel setting ${name}, which is not among those that stay inside a pod`,
        },
      ];
    });
}
