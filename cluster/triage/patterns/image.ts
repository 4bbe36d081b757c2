import type { JsonObject } from "../../../engine/json";
import { mapsAt, stringAt } from "../../../engine/kubernetes/fields";
import { parseImageReference } from "../../../engine/kubernetes/image-reference";
import type { RuleId } from "../../../engine/rules/rule";
import { commandLine, kubectlLine } from "../../transport/command-line";
import { type ContainerState, containerPath, containerStates, podSpecPath } from "../containers";
import type { Diagnosis, Evidence, PatternId } from "../diagnosis";
import { poolSplit } from "../node-pools";
import { nameOf, namespaceOf, oneLine, type Snapshot } from "../snapshot";

/** Waiting reasons of a container whose image is not there. Source: kubelet pkg/kubelet/images, cri-api pkg/errors. */
const REASONS = new Set([
  "ErrImagePull",
  "ImagePullBackOff",
  "ErrImageNeverPull",
  "InvalidImageName",
  "ImageInspectError",
  "RegistryUnavailable",
  "SignatureValidationFailed",
]);

/** What runtimes and registries write, and what it means. The first row that matches holds. */
const WORDS: readonly (readonly [RegExp, PatternId])[] = [
  [/InvalidImageName|couldn't parse image (reference|name)|invalid reference format/i, "image/invalid-name"],
  [/ErrImageNeverPull|is not present with pull policy of Never/i, "image/never-pulled"],
  [/SignatureValidationFailed|signature|rejected by policy/i, "image/signature"],
  [/toomanyrequests|429 Too Many|pull rate limit/i, "image/rate-limit"],
  [/no match for platform|no matching manifest for|exec format error/i, "image/platform"],
  [
    /is not allowed access|client with IP .* not allowed|firewall|denied by network rule/i,
    "image/registry-firewall",
  ],
  [/FailedToRetrieveImagePullSecret|Unable to retrieve some image pull secrets/i, "image/pull-secret"],
  [
    /401 Unauthorized|unauthorized|authentication required|no basic auth|403 Forbidden|pull access denied|insufficient_scope|authorization failed|denied: /i,
    "image/identity-refused",
  ],
  [
    /manifest unknown|not found|name unknown|repository does not exist|manifest for .* not found/i,
    "image/not-found",
  ],
  [/x509:|certificate/i, "image/certificate"],
  [
    /no such host|i\/o timeout|connection refused|connection reset|deadline exceeded|no route to host|dial tcp|RegistryUnavailable|TLS handshake timeout|EOF/i,
    "image/registry-unreachable",
  ],
];

const RULES: Readonly<Partial<Record<PatternId, readonly RuleId[]>>> = {
  "image/not-found": ["image/latest-tag", "image/digest"],
  "image/invalid-name": ["image/invalid-reference"],
  "image/pull-secret": ["image/pull-secret"],
  "image/identity-refused": ["image/pull-secret"],
  "image/never-pulled": ["image/pull-policy"],
  "image/signature": ["image/signature-policy-absent"],
};

/** Images that cannot be pulled: name, tag, pull secret, identity, firewall, network. */
export function imagePatterns(snapshot: Snapshot): Diagnosis[] {
  return snapshot.ofKind("Pod").flatMap((pod) =>
    containerStates(pod).flatMap((container) => {
      const reason = stringAt(container.waiting, "reason") ?? "";
      return REASONS.has(reason) ? [diagnose(snapshot, pod, container, reason)] : [];
    }),
  );
}

function diagnose(snapshot: Snapshot, pod: JsonObject, container: ContainerState, reason: string): Diagnosis {
  const image = stringAt(container.spec, "image") ?? "";
  const waiting = stringAt(container.waiting, "message") ?? "";
  // ImagePullBackOff itself says nothing: the event Failed before it has the registry's words.
  const events = snapshot
    .eventsOf(pod)
    .filter(
      ({ reason: why, message }) =>
        ["Failed", "InspectFailed", "ErrImageNeverPull", "FailedToRetrieveImagePullSecret"].includes(why) &&
        (message.includes(image) || why !== "Failed"),
    );
  const texts = [reason, waiting, ...events.map((event) => `${event.reason} ${event.message}`)].join("\n");
  const pattern = WORDS.find(([words]) => words.test(texts))?.[1] ?? "image/unknown";
  const workload = snapshot.workloadOf(pod);
  const split = poolSplit(snapshot, image, pod);
  // On Azure every pool pulls with one identity: what one pool may and another may not is the firewall's doing.
  const isOneIdentity = pullSecrets(pod).length === 0 && /\.azurecr\.io\//.test(image);
  const isShut =
    split !== undefined &&
    (pattern === "image/registry-unreachable" ||
      pattern === "image/unknown" ||
      (pattern === "image/identity-refused" && isOneIdentity));
  const found = isShut ? "image/registry-firewall" : pattern;
  const evidence: Evidence[] = [
    container.evidence("state.waiting", `${reason}${waiting === "" ? "" : `: ${waiting}`}`),
    ...events.slice(0, 2).map((event) => event.evidence),
    ...(split && found === "image/registry-firewall" ? [split.evidence] : []),
  ];
  return {
    pattern: found,
    workload,
    pods: [nameOf(pod)],
    cause: causeOf(found, image, pod, split?.text),
    evidence,
    commands: commandsFor(snapshot, found, image, pod),
    path:
      found === "image/pull-secret"
        ? [...podSpecPath(workload), "imagePullSecrets"]
        : containerPath(workload, container, "image"),
    rules: RULES[found] ?? [],
  };
}

function causeOf(pattern: PatternId, image: string, pod: JsonObject, split: string | undefined): string {
  const reference = parseImageReference(image);
  const registry = reference?.registry ?? "the registry";
  const secrets = pullSecrets(pod);
  const shown = oneLine(image);
  switch (pattern) {
    case "image/invalid-name":
      return `"${shown}" is no image reference: correct the name`;
    case "image/not-found":
      return `${registry} has no ${reference?.digest ?? `tag "${reference?.tag ?? "latest"}"`} of ${reference?.repository ?? shown}: correct the name or tag, or push the image`;
    case "image/pull-secret":
      return `the pull secret ${secrets.map((name) => `"${name}"`).join(", ")} of namespace ${namespaceOf(pod)} is not there, so the kubelet pulls without credentials`;
    case "image/identity-refused":
      return secrets.length > 0
        ? `${registry} refuses the credentials of the pull secret ${secrets.map((name) => `"${name}"`).join(", ")}: they are wrong, expired, or may not read ${reference?.repository ?? shown}`
        : `${registry} refuses the identity of the nodes, and the pod names no pull secret: ${registry.endsWith(".azurecr.io") ? "give the kubelet's identity the role AcrPull on the registry" : "name a pull secret, or let the nodes' identity read the repository"}`;
    case "image/registry-firewall":
      return split === undefined
        ? `the firewall of ${registry} does not admit the address that the node comes from`
        : `${split}: the registry's firewall does not know that pool's subnet yet`;
    case "image/registry-unreachable":
      return `the node cannot reach ${registry}: its name does not resolve, or a firewall or proxy stands between`;
    case "image/certificate":
      return `the node does not trust the certificate of ${registry}`;
    case "image/rate-limit":
      return `${registry} limits how often this address may pull: log in, or pull through a registry of your own`;
    case "image/platform":
      return `"${shown}" is not built for the node's processor: build it for several platforms, or choose other nodes`;
    case "image/signature":
      return `the signature of "${shown}" was not accepted by the node's policy`;
    case "image/never-pulled":
      return `imagePullPolicy is Never and "${shown}" is not on the node`;
    default:
      return `"${shown}" cannot be pulled; the events of the pod are gone or say no more`;
  }
}

function commandsFor(snapshot: Snapshot, pattern: PatternId, image: string, pod: JsonObject): string[] {
  const { context } = snapshot;
  const namespace = namespaceOf(pod);
  const describe = kubectlLine(context, "describe", "pod", nameOf(pod), `--namespace=${namespace}`);
  const reference = parseImageReference(image);
  const acr = /^([a-z0-9]+)\.azurecr\.io$/.exec(reference?.registry ?? "")?.[1];
  const node = stringAt(pod, "spec", "nodeName");
  const wide = kubectlLine(context, "get", "pods", `--namespace=${namespace}`, "--output=wide");
  const own: Partial<Record<PatternId, readonly string[]>> = {
    "image/pull-secret": pullSecrets(pod).map((name) =>
      kubectlLine(context, "get", "secret", name, `--namespace=${namespace}`),
    ),
    "image/not-found": acr
      ? [
          commandLine(
            "az",
            "acr",
            "repository",
            "show-tags",
            `--name=${acr}`,
            `--repository=${reference?.repository ?? ""}`,
          ),
        ]
      : [],
    "image/identity-refused": acr
      ? [
          commandLine(
            "az",
            "aks",
            "check-acr",
            "--resource-group=GROUP",
            "--name=CLUSTER",
            `--acr=${acr}.azurecr.io`,
          ),
        ]
      : [],
    "image/registry-firewall": [
      ...(acr ? [commandLine("az", "acr", "network-rule", "list", `--name=${acr}`)] : []),
      ...(node ? [kubectlLine(context, "get", "node", node, "--show-labels")] : []),
      wide,
    ],
    "image/platform": node
      ? [kubectlLine(context, "get", "node", node, "--label-columns=kubernetes.io/arch")]
      : [],
  };
  return [...(own[pattern] ?? []), describe];
}

function pullSecrets(pod: JsonObject): string[] {
  return mapsAt(pod, "spec", "imagePullSecrets").flatMap(({ value }) => stringAt(value, "name") ?? []);
}
