import { booleanAt, mapsAt, stringAt } from "../../../engine/kubernetes/fields";
import { clusterDnsOf } from "../../../engine/network/cluster-dns";
import { networkOf } from "../../../engine/network/network";
import { podResolvesDns } from "../../../engine/network/resolves-dns";
import { kubectlLine } from "../../transport/command-line";
import type { Diagnosis } from "../diagnosis";
import { nameOf, namespaceOf, type Snapshot } from "../snapshot";

/**
 * Workloads whose names do not resolve since a policy keeps them from the cluster's DNS. Only of workloads whose pods
 * are unwell: a healthy one evidently needs no name.
 *
 * @param clusterDns the preset of the cluster's DNS
 */
export function dnsPatterns(snapshot: Snapshot, clusterDns = "kube-dns"): Diagnosis[] {
  const network = networkOf(snapshot.inventory);
  const dns = clusterDnsOf(clusterDns);
  const seen = new Set<string>();
  return snapshot.ofKind("Pod").flatMap((pod): Diagnosis[] => {
    if (isWell(pod)) return [];
    const workload = snapshot.workloadOf(pod);
    const key = `${workload.groupKind}/${workload.namespace}/${workload.name}`;
    if (seen.has(key)) return [];
    seen.add(key);
    const end = network.find({ namespace: workload.namespace, pod: workload.name, kind: workload.kind });
    if (end?.kind !== "pod") return [];
    const answer = podResolvesDns(network, end, "UDP", dns);
    if (answer.answer !== "denied") return [];
    const namespace = `--namespace=${workload.namespace}`;
    return [
      {
        pattern: "dns/policy",
        workload,
        pods: snapshot.podsOf(workload).map(nameOf),
        cause: `${answer.by.join(", ")} keep${answer.by.length === 1 ? "s" : ""} the pods from ${dns.title}, so no name resolves: allow UDP and TCP 53 to it`,
        evidence: answer.by.map((name) => ({
          object: name,
          place: "spec.egress",
          text: answer.reason,
        })),
        commands: [
          kubectlLine(snapshot.context, "get", "networkpolicies", namespace, "--output=yaml"),
          kubectlLine(snapshot.context, "logs", nameOf(pod), `--namespace=${namespaceOf(pod)}`, "--previous"),
        ],
        rules: ["network/dns-egress-cut"],
      },
    ];
  });
}

function isWell(pod: Parameters<typeof nameOf>[0]): boolean {
  const phase = stringAt(pod, "status", "phase");
  if (phase === "Succeeded") return true;
  const statuses = mapsAt(pod, "status", "containerStatuses");
  // A pod that has not started says nothing of names.
  if (statuses.length === 0 || statuses.every(({ value }) => (stringAt(value, "imageID") ?? "") === ""))
    return true;
  return phase === "Running" && statuses.every(({ value }) => booleanAt(value, "ready") === true);
}
