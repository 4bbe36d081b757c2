import type { Diagnosis, WorkloadName } from "./diagnosis";
import { configPatterns } from "./patterns/config";
import { crashPatterns } from "./patterns/crash";
import { dnsPatterns } from "./patterns/dns";
import { edgePatterns } from "./patterns/edge";
import { healthCheckPatterns } from "./patterns/health-check";
import { imagePatterns } from "./patterns/image";
import { nodePatterns } from "./patterns/node";
import { pendingPatterns } from "./patterns/pending";
import { readyPatterns } from "./patterns/ready";
import { rejectedPatterns } from "./patterns/rejected";
import { rolloutPatterns } from "./patterns/rollout";
import { volumePatterns } from "./patterns/volume";
import type { Snapshot } from "./snapshot";

/** What is asked about; absent fields ask about all. */
export interface TriageQuestion {
  readonly namespace?: string;
  /** `api` or `deployment/api`: the workload, one of its pods, or the Service or Ingress before it. */
  readonly name?: string;
  /** The preset of the cluster's DNS; default `kube-dns`. */
  readonly clusterDns?: string;
}

/**
 * Says why workloads do not run or are not reached, from status and events alone. One diagnosis for each cause and
 * workload, with all pods that show it; sorted by namespace, name and pattern.
 */
export function triage(snapshot: Snapshot, question: TriageQuestion = {}): Diagnosis[] {
  const first = [
    ...imagePatterns(snapshot),
    ...configPatterns(snapshot),
    ...volumePatterns(snapshot),
    ...rejectedPatterns(snapshot),
    ...crashPatterns(snapshot),
    ...pendingPatterns(snapshot),
    ...nodePatterns(snapshot),
    ...dnsPatterns(snapshot, question.clusterDns),
    ...edgePatterns(snapshot),
  ];
  // What says less is told only of workloads of which nothing else is known.
  const ready = [...first, ...unexplained(readyPatterns(snapshot), first)];
  const all = [...ready, ...unexplained(rolloutPatterns(snapshot), ready)];
  const asked = answerTo(all, question);
  if (asked.length > 0 || question.name === undefined) return asked;
  return answerTo(healthCheckPatterns(snapshot), question);
}

function unexplained(found: readonly Diagnosis[], known: readonly Diagnosis[]): Diagnosis[] {
  const explained = new Set(known.map(({ workload }) => keyOf(workload)));
  return found.filter(({ workload }) => !explained.has(keyOf(workload)));
}

function answerTo(diagnoses: readonly Diagnosis[], question: TriageQuestion): Diagnosis[] {
  return merged(diagnoses)
    .filter((diagnosis) => isAsked(diagnosis, question))
    .sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
}

/** The same cause in several pods of a workload is one diagnosis; the evidence is that of the first. */
function merged(diagnoses: readonly Diagnosis[]): Diagnosis[] {
  const byCause = new Map<string, Diagnosis>();
  for (const diagnosis of diagnoses) {
    const key = `${keyOf(diagnosis.workload)}\n${diagnosis.pattern}\n${JSON.stringify(diagnosis.path ?? [])}`;
    const before = byCause.get(key);
    byCause.set(
      key,
      before ? { ...before, pods: [...new Set([...before.pods, ...diagnosis.pods])].sort() } : diagnosis,
    );
  }
  return [...byCause.values()];
}

function isAsked({ workload, pods, evidence }: Diagnosis, { namespace, name }: TriageQuestion): boolean {
  if (namespace !== undefined && workload.namespace !== namespace) return false;
  if (name === undefined) return true;
  const slash = name.indexOf("/");
  const kind = slash < 0 ? undefined : name.slice(0, slash).toLowerCase();
  const bare = name.slice(slash + 1);
  const names = (own: string) => kind === undefined || own.startsWith(kind.replace(/s$/, ""));
  return (
    (workload.name === bare && names(workload.kind.toLowerCase())) ||
    (pods.includes(bare) && names("pod")) ||
    evidence.some(({ object }) => object.endsWith(`/${bare}`) && names(object.toLowerCase()))
  );
}

function keyOf({ groupKind, namespace, name }: WorkloadName): string {
  return `${groupKind}/${namespace}/${name}`;
}

function sortKey({ workload, pattern }: Diagnosis): string {
  return [workload.namespace, workload.name, workload.kind, pattern].join("\n");
}
