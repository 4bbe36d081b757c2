import type { PodData } from "../inventory/extractors/workload";
import type { Fact } from "../inventory/fact";
import type { WorkloadPod } from "../inventory/workload-pods";
import { booleanAt, listAt } from "../kubernetes/fields";
import { describeContainer } from "../kubernetes/pod-template";
import { placeInWorkload, podOfFact } from "../predictions/pod-of-fact";
import { hasUserNamespace } from "../standards/pod-security/user-namespace";
import { capabilityNamed } from "../workload/capability";
import { isPrivileged } from "../workload/effective-security";
import { hostPathVolumes } from "../workload/host-path";
import type { Hop } from "./hop";

/** What in a pod hands its node to whoever runs code in it: the first of each kind, the worst first. */
export function nodeBreakouts(each: WorkloadPod): readonly Hop[] {
  const known = breakouts.get(each.pod);
  if (known && (known.fact === each.fact || known.hops.length === 0)) return known.hops;
  const hops = findBreakouts(each);
  breakouts.set(each.pod, { fact: each.fact, hops });
  return hops;
}

/** By what the fact holds of the pod, which never changes; other facts may hold the same. */
const breakouts = new WeakMap<PodData, { readonly fact: Fact; readonly hops: readonly Hop[] }>();

function findBreakouts({ fact, pod }: WorkloadPod): Hop[] {
  const template = podOfFact(pod);
  // Windows has no such means, and host-process containers are another matter.
  if (!template || template.isWindows) return [];
  const hop = (text: string, path: Parameters<typeof placeInWorkload>[1], cut: string): Hop =>
    breakout(fact, text, placeInWorkload(pod, path), cut);
  const hops: Hop[] = [];
  const containers = hasUserNamespace(template) ? [] : template.containers;
  const privileged = containers.find(isPrivileged);
  if (privileged)
    hops.push(
      hop(
        `${describeContainer(privileged)} is privileged`,
        privileged.at("securityContext", "privileged"),
        "run it unprivileged",
      ),
    );
  for (const container of containers)
    listAt(container.spec, "securityContext", "capabilities", "add").forEach((name, index) => {
      const path = container.at("securityContext", "capabilities", "add", index);
      if (typeof name === "string" && capabilityNamed(template, path).dangerous)
        hops.push(hop(`${describeContainer(container)} has ${name}`, path, `drop ${name}`));
    });
  for (const { index, name, path, class: kind, writers } of hostPathVolumes(template)) {
    const isWay = kind === "runtime-socket" || (kind === "sensitive" && writers.length > 0);
    if (isWay && booleanAt(template.spec, "hostUsers") !== false)
      hops.push(
        hop(
          `volume "${name}" is ${path} of the node${kind === "sensitive" ? ", writable" : ""}`,
          template.at("volumes", index, "hostPath", "path"),
          `remove volume "${name}"`,
        ),
      );
  }
  return hops;
}

function breakout(fact: Fact, text: string, path: Hop["path"], cut: string): Hop {
  return { text, fact, path, cut, cost: 2 };
}
