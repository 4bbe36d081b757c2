import { type Path, valueAt } from "../json";
import type { PodTemplate } from "../kubernetes/pod-template";

/** What a capability gives whoever takes the container over. Source: capabilities(7). */
export interface CapabilityGain {
  /** The end of a sentence, after a colon. */
  readonly gain: string;
  /** It hands over the node: as good as privileged. */
  readonly dangerous: boolean;
}

const DANGEROUS: Readonly<Record<string, string>> = {
  ALL: "that is every capability of the node",
  SYS_ADMIN: "it can mount file systems and leave the container",
  SYS_MODULE: "it can load code into the kernel",
  SYS_RAWIO: "it can read and write the memory and disks of the node",
  SYS_PTRACE: "it can read the memory of other processes and take them over",
  SYS_BOOT: "it can reboot the node or load another kernel",
  DAC_READ_SEARCH: "it can read every file of the node by handle",
  BPF: "it can load programs into the kernel",
  PERFMON: "it can read kernel memory through performance events",
  MAC_ADMIN: "it can change the policy that confines it",
  MAC_OVERRIDE: "it can ignore the policy that confines it",
  CHECKPOINT_RESTORE: "it can write into other processes",
};

/** The names of the capabilities that hand over the node, without `CAP_`. */
export const DANGEROUS_CAPABILITIES: readonly string[] = Object.keys(DANGEROUS);

const OTHERS: Readonly<Record<string, string>> = {
  NET_RAW: "it can forge packets and impersonate neighbours on the network",
  NET_ADMIN: "it can change routes, firewall rules and interfaces",
  SYS_TIME: "it can set the clock of the node",
  SYS_RESOURCE: "it can exceed its limits",
  SYS_NICE: "it can starve other processes of the node",
  SYSLOG: "it can read kernel addresses and messages",
  IPC_LOCK: "it can lock the memory of the node",
  AUDIT_CONTROL: "it can turn the node's audit off",
  LINUX_IMMUTABLE: "it can change files that are meant to be immutable",
};

/** What the capability written at a path gives; `CAP_` in front is understood, as some runtimes do. */
export function capabilityNamed(pod: PodTemplate, path: Path): CapabilityGain {
  const written = valueAt(pod.resource.object, path);
  const name = typeof written === "string" ? written.toUpperCase().replace(/^CAP_/, "") : "";
  const dangerous = Object.hasOwn(DANGEROUS, name) ? DANGEROUS[name] : undefined;
  if (dangerous !== undefined) return { gain: dangerous, dangerous: true };
  const other = Object.hasOwn(OTHERS, name) ? OTHERS[name] : undefined;
  return { gain: other ?? "it is not in the runtime's default set", dangerous: false };
}
