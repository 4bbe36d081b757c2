import { analyzeDocument } from "../../../engine/analyze-file";
import { analyzeScope } from "../../../engine/analyze-scope";
import type { Finding } from "../../../engine/finding";
import { type JsonValue, valueAt } from "../../../engine/json";
import { resourcesOf } from "../../../engine/kubernetes/resource";
import { createPolicy } from "../../../engine/policy/policy";
import type { RuleId } from "../../../engine/rules/rule";
import { parseDocument } from "../../../engine/yaml/parse-document";
import { kubectlLine } from "../../transport/command-line";
import type { Diagnosis } from "../diagnosis";
import { oneLine, type Snapshot } from "../snapshot";

/** Rules by which an edge answers 502 while every pod is healthy. */
const RULES = new Set<RuleId>(["edge/health-check-mismatch", "edge/health-probe", "edge/backend-protocol"]);

const INGRESS = "networking.k8s.io/Ingress";
const EMPTY = parseDocument("");

/**
 * What makes a load balancer answer 502 although all pods are ready: it asks for health, or speaks, in another way than
 * the pods. Nothing in a cluster proves it, so it is told only to somebody who asks about this workload and hears of
 * nothing else.
 */
export function healthCheckPatterns(snapshot: Snapshot): Diagnosis[] {
  const { options } = createPolicy({});
  const isEnabled = ({ id }: { readonly id: RuleId }) => RULES.has(id);
  const ofObjects = snapshot.ofKind(INGRESS).flatMap((object, index) => {
    const document = {
      slice: { start: 0, end: 0 },
      yaml: EMPTY,
      class: "resources",
      resources: resourcesOf(object),
    } as const;
    return analyzeDocument(document, index, options, isEnabled).findings;
  });
  const ofScope = analyzeScope(snapshot.inventory, options, isEnabled).map(({ finding }) => finding);
  return [...ofObjects, ...ofScope].map((finding) => diagnosisOf(snapshot, finding));
}

function diagnosisOf(snapshot: Snapshot, { rule, resource, path, message, related }: Finding): Diagnosis {
  const { groupKind, kind, namespace = "default", name = "" } = resource;
  const object = snapshot.find(groupKind, namespace, name);
  const value = object && valueAt(object, path);
  const behind = related.flatMap(({ fact, path: at, message: words }) =>
    fact
      ? [
          {
            object: `${fact.groupKind.replace(/^.*\//, "")} ${fact.namespace ?? "default"}/${fact.name}`,
            place: at.join("."),
            text: words,
          },
        ]
      : [],
  );
  return {
    pattern: "edge/health-check",
    workload: { groupKind, kind, namespace, name },
    pods: [],
    cause: `all pods are ready, and yet the load balancer may answer 502: ${message}`,
    evidence: [
      { object: `${kind} ${namespace}/${name}`, place: path.join("."), text: textOf(value) },
      ...behind,
    ],
    commands: [
      kubectlLine(
        snapshot.context,
        "get",
        kind.toLowerCase(),
        name,
        `--namespace=${namespace}`,
        "--output=yaml",
      ),
    ],
    path,
    rules: [rule],
  };
}

function textOf(value: JsonValue | undefined): string {
  if (value === undefined) return "";
  return oneLine(typeof value === "string" ? value : JSON.stringify(value));
}
