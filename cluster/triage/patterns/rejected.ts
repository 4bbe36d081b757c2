import type { JsonObject } from "../../../engine/json";
import { mapsAt, stringAt } from "../../../engine/kubernetes/fields";
import type { RuleId } from "../../../engine/rules/rule";
import { kubectlLine } from "../../transport/command-line";
import { podSpecPath } from "../containers";
import type { Diagnosis, Evidence, PatternId } from "../diagnosis";
import { describeObject, namespaceOf, oneLine, type Snapshot } from "../snapshot";

/** Kinds that make pods, and say so where they cannot. */
const MAKERS = ["apps/ReplicaSet", "apps/StatefulSet", "apps/DaemonSet", "batch/Job", "apps/Deployment"];

/** What admission writes. Sources: pod-security-admission, resourcequota, limitranger, serviceaccount plug-ins. */
const WORDS: readonly (readonly [RegExp, PatternId])[] = [
  [/violates PodSecurity "(?<level>[^"]+)": (?<faults>.*)/i, "rejected/pod-security"],
  [
    /exceeded quota: (?<quota>[^,]+),(?<numbers>.*)|failed quota: (?<quota2>[^:]+): must specify (?<fields>.*)/i,
    "rejected/quota",
  ],
  [
    /(?:maximum|minimum) (?<what>\S+) usage per (?<per>\S+)|max limit to request ratio/i,
    "rejected/limit-range",
  ],
  [
    /unable to validate against any security context constraint: \[?(?<why>.*?)\]?$/i,
    "rejected/security-context-constraint",
  ],
  [
    /serviceaccount "(?<account>[^"]+)" not found|error looking up service account (?<account2>[^:]+)/i,
    "rejected/account-missing",
  ],
  [
    /admission webhook "(?<webhook>[^"]+)" denied the request|ValidatingAdmissionPolicy '(?<policy>[^']+)'|failed calling webhook "(?<down>[^"]+)"/i,
    "rejected/admission",
  ],
];

const RULES: Readonly<Partial<Record<PatternId, readonly RuleId[]>>> = {
  "rejected/pod-security": [
    "admission/pod-security-refuses",
    "workload/run-as-non-root",
    "workload/privilege-escalation",
    "workload/drop-all-capabilities",
    "workload/seccomp-profile",
  ],
  "rejected/security-context-constraint": ["workload/run-as-non-root", "workload/privilege-escalation"],
  "rejected/quota": ["resources/quota-refuses", "resources/memory-limit", "resources/cpu-request"],
  "rejected/limit-range": ["resources/limit-range-refuses"],
  "rejected/account-missing": ["identity/missing-service-account"],
};

/** Pods that are never made since the API server refuses them: Pod Security, quota, limits, accounts, webhooks. */
export function rejectedPatterns(snapshot: Snapshot): Diagnosis[] {
  const seen = new Set<string>();
  return MAKERS.flatMap((kind) => snapshot.ofKind(kind)).flatMap((maker) => {
    const found = refusalOf(snapshot, maker);
    if (!found) return [];
    const workload = snapshot.workloadOf(maker);
    const match = WORDS.map(([words, id]) => ({ id, groups: words.exec(found.text) })).find(
      ({ groups }) => groups,
    );
    const pattern = match?.id ?? "rejected/unknown";
    const key = `${workload.groupKind}/${workload.namespace}/${workload.name}/${pattern}`;
    if (seen.has(key)) return [];
    seen.add(key);
    const groups = { ...match?.groups?.groups };
    return [
      {
        pattern,
        workload,
        pods: [],
        cause: causeOf(pattern, groups, workload.namespace),
        evidence: [found],
        commands: commandsFor(snapshot, pattern, maker),
        path:
          pattern === "rejected/account-missing"
            ? [...podSpecPath(workload), "serviceAccountName"]
            : podSpecPath(workload),
        rules: RULES[pattern] ?? [],
      } satisfies Diagnosis,
    ];
  });
}

/** An event FailedCreate, or the condition that repeats it and outlives it. */
function refusalOf(snapshot: Snapshot, maker: JsonObject): Evidence | undefined {
  const condition = mapsAt(maker, "status", "conditions").find(
    ({ value }) => stringAt(value, "type") === "ReplicaFailure" && stringAt(value, "status") === "True",
  );
  if (condition)
    return {
      object: describeObject(maker),
      place: `status.conditions[${condition.index}] (ReplicaFailure)`,
      text: oneLine(stringAt(condition.value, "message") ?? ""),
    };
  if (isComplete(maker)) return undefined;
  return snapshot.eventsOf(maker).find(({ reason }) => reason === "FailedCreate")?.evidence;
}

/** All replicas are there: an event of an earlier refusal says nothing any more. */
function isComplete(maker: JsonObject): boolean {
  const { spec, status } = maker as {
    spec?: { replicas?: number };
    status?: Readonly<Record<string, number>>;
  };
  const wanted = status?.desiredNumberScheduled ?? spec?.replicas ?? 1;
  return (status?.replicas ?? status?.currentNumberScheduled ?? status?.active ?? 0) >= wanted;
}

function causeOf(pattern: PatternId, groups: Readonly<Record<string, string>>, namespace: string): string {
  switch (pattern) {
    case "rejected/pod-security":
      return `namespace ${namespace} enforces Pod Security "${groups.level}", which refuses the pods: ${groups.faults}`;
    case "rejected/quota":
      return groups.fields === undefined
        ? `the quota "${groups.quota?.trim()}" of namespace ${namespace} is used up:${groups.numbers}`
        : `the quota "${groups.quota2?.trim()}" of namespace ${namespace} wants ${groups.fields} to be set on every container`;
    case "rejected/limit-range":
      return `a LimitRange of namespace ${namespace} refuses the pods' ${groups.what ?? "resources"}`;
    case "rejected/security-context-constraint":
      return `no SecurityContextConstraints that the pods' account may use admit them: ${groups.why}`;
    case "rejected/account-missing":
      return `the service account "${groups.account ?? groups.account2?.trim().replace(/^.*\//, "")}" does not exist in namespace ${namespace}`;
    case "rejected/admission":
      return groups.down === undefined
        ? `${groups.webhook === undefined ? `the admission policy "${groups.policy}"` : `the webhook "${groups.webhook}"`} refuses the pods`
        : `the webhook "${groups.down}" does not answer, and its failurePolicy refuses everything meanwhile`;
    default:
      return "the API server refuses the pods";
  }
}

function commandsFor({ context }: Snapshot, pattern: PatternId, maker: JsonObject): string[] {
  const namespace = namespaceOf(maker);
  const own: Partial<Record<PatternId, readonly string[]>> = {
    "rejected/pod-security": [kubectlLine(context, "get", "namespace", namespace, "--show-labels")],
    "rejected/quota": [kubectlLine(context, "describe", "resourcequota", `--namespace=${namespace}`)],
    "rejected/security-context-constraint": [kubectlLine(context, "get", "securitycontextconstraints")],
    "rejected/limit-range": [kubectlLine(context, "describe", "limitrange", `--namespace=${namespace}`)],
    "rejected/account-missing": [kubectlLine(context, "get", "serviceaccounts", `--namespace=${namespace}`)],
    "rejected/admission": [
      kubectlLine(context, "get", "validatingwebhookconfigurations,validatingadmissionpolicies"),
    ],
  };
  const kind = (stringAt(maker, "kind") ?? "").toLowerCase();
  return [
    ...(own[pattern] ?? []),
    kubectlLine(
      context,
      "describe",
      kind,
      stringAt(maker, "metadata", "name") ?? "",
      `--namespace=${namespace}`,
    ),
  ];
}
