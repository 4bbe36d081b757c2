import type { JsonObject } from "../../../engine/json";
import { mapsAt, stringAt } from "../../../engine/kubernetes/fields";
import type { RuleId } from "../../../engine/rules/rule";
import { kubectlLine } from "../../transport/command-line";
import { type ContainerState, containerPath, containerStates } from "../containers";
import type { Diagnosis, PatternId } from "../diagnosis";
import { nameOf, namespaceOf, oneLine, type Snapshot } from "../snapshot";

const REASONS = new Set([
  "CreateContainerConfigError",
  "CreateContainerError",
  "RunContainerError",
  "StartError",
  "RROUnsupported",
  "PostStartHookError",
  "PreStartHookError",
]);

/** Reasons of a container that ended before it began. */
const ENDED = new Set(["StartError", "ContainerCannotRun"]);

/** What the kubelet writes; the groups are named after what they hold. Source: kubelet pkg/kubelet/kuberuntime. */
const WORDS: readonly (readonly [RegExp, PatternId])[] = [
  [/secrets? "(?<secret>[^"]+)" not found/i, "config/secret-missing"],
  [/configmaps? "(?<configMap>[^"]+)" not found/i, "config/config-map-missing"],
  [/couldn't find key (?<key>\S+) in (?<kind>Secret|ConfigMap) (?<where>\S+)/i, "config/key-missing"],
  [/runAsNonRoot and image (will run as root|has non-numeric user)|run as root but/i, "config/runs-as-root"],
  [
    /executable file not found|no such file or directory|permission denied|exec format error/i,
    "crash/not-executable",
  ],
];

const RULES: Readonly<Partial<Record<PatternId, readonly RuleId[]>>> = {
  "config/secret-missing": ["secrets/missing-reference"],
  "config/synced-secret": ["secrets/synced-secret", "secrets/unmounted-vault-volume"],
  "config/config-map-missing": ["secrets/missing-reference"],
  "config/key-missing": ["secrets/missing-reference"],
  "config/runs-as-root": ["workload/run-as-non-root", "workload/run-as-root"],
};

/** Containers that cannot be made: missing Secrets, ConfigMaps and keys, images that run as root, bad commands. */
export function configPatterns(snapshot: Snapshot): Diagnosis[] {
  return snapshot.ofKind("Pod").flatMap((pod) =>
    containerStates(pod).flatMap((container) => {
      const state = REASONS.has(stringAt(container.waiting, "reason") ?? "")
        ? container.waiting
        : [container.lastTerminated, container.terminated].find((each) =>
            ENDED.has(stringAt(each, "reason") ?? ""),
          );
      return state ? [diagnose(snapshot, pod, container, state)] : [];
    }),
  );
}

function diagnose(
  snapshot: Snapshot,
  pod: JsonObject,
  container: ContainerState,
  state: JsonObject,
): Diagnosis {
  const message = oneLine(stringAt(state, "message") ?? "");
  const match = WORDS.map(([words, id]) => ({ id, groups: words.exec(message) })).find(
    ({ groups }) => groups,
  );
  const groups = match?.groups?.groups ?? {};
  const namespace = namespaceOf(pod);
  const workload = snapshot.workloadOf(pod);
  const syncing = groups.secret === undefined ? undefined : syncingClass(snapshot, namespace, groups.secret);
  const other: PatternId = /Hook/.test(stringAt(state, "reason") ?? "")
    ? "crash/hook"
    : "config/create-error";
  const pattern: PatternId = syncing === undefined ? (match?.id ?? other) : "config/synced-secret";
  const field =
    state === container.waiting
      ? "state.waiting"
      : state === container.terminated
        ? "state.terminated"
        : "lastState.terminated";
  return {
    pattern,
    workload,
    pods: [nameOf(pod)],
    cause: causeOf(pattern, groups, container, syncing),
    evidence: [container.evidence(field, `${stringAt(state, "reason") ?? ""}: ${message}`)],
    commands: commandsFor(snapshot, pattern, groups, pod, syncing),
    path: placeOf(pattern, groups, container, workload),
    rules: RULES[pattern] ?? [],
  };
}

type Groups = Readonly<Record<string, string>>;

function causeOf(
  pattern: PatternId,
  groups: Groups,
  container: ContainerState,
  syncing: string | undefined,
): string {
  switch (pattern) {
    case "config/secret-missing":
      return `the Secret "${groups.secret}" does not exist in the namespace: create it, or correct the name`;
    case "config/synced-secret":
      return `the Secret "${groups.secret}" is made by the SecretProviderClass "${syncing}", but only while a pod mounts its volume: mount it in this pod`;
    case "config/config-map-missing":
      return `the ConfigMap "${groups.configMap}" does not exist in the namespace: create it, or correct the name`;
    case "config/key-missing":
      return `the ${groups.kind} ${groups.where} has no key "${groups.key}": correct the key`;
    case "config/runs-as-root":
      return "the pod must not run as root, but the image's user is root or a name: set runAsUser to the number of a user of the image";
    case "crash/not-executable":
      return `the command of container "${container.name}" cannot be started: it is not in the image, or may not be run`;
    case "crash/hook":
      return `a lifecycle hook of container "${container.name}" fails, so the container is ended: its message says why`;
    default:
      return `container "${container.name}" cannot be made`;
  }
}

function commandsFor(
  { context }: Snapshot,
  pattern: PatternId,
  groups: Groups,
  pod: JsonObject,
  syncing: string | undefined,
): string[] {
  const namespace = `--namespace=${namespaceOf(pod)}`;
  const first =
    pattern === "config/synced-secret"
      ? kubectlLine(context, "get", "secretproviderclass", syncing ?? "", namespace, "--output=yaml")
      : groups.configMap !== undefined
        ? kubectlLine(context, "get", "configmaps", namespace)
        : groups.secret !== undefined
          ? kubectlLine(context, "get", "secrets", namespace)
          : undefined;
  return [
    ...(first === undefined ? [] : [first]),
    kubectlLine(context, "describe", "pod", nameOf(pod), namespace),
  ];
}

function placeOf(
  pattern: PatternId,
  groups: Groups,
  container: ContainerState,
  workload: Diagnosis["workload"],
) {
  if (pattern === "config/runs-as-root") return containerPath(workload, container, "securityContext");
  if (pattern === "crash/hook") return containerPath(workload, container, "lifecycle");
  const name = groups.secret ?? groups.configMap ?? groups.where?.replace(/^.*\//, "");
  for (const { index, value } of mapsAt(container.spec, "env")) {
    for (const reference of ["secretKeyRef", "configMapKeyRef"]) {
      if (name === undefined || stringAt(value, "valueFrom", reference, "name") !== name) continue;
      if (groups.key !== undefined && stringAt(value, "valueFrom", reference, "key") !== groups.key) continue;
      const field = groups.key === undefined ? "name" : "key";
      return containerPath(workload, container, "env", index, "valueFrom", reference, field);
    }
  }
  return containerPath(workload, container);
}

/** The SecretProviderClass that would make a Secret of this name. */
function syncingClass(snapshot: Snapshot, namespace: string, secret: string): string | undefined {
  const found = snapshot
    .ofKind("secrets-store.csi.x-k8s.io/SecretProviderClass")
    .find(
      (each) =>
        namespaceOf(each) === namespace &&
        mapsAt(each, "spec", "secretObjects").some(({ value }) => stringAt(value, "secretName") === secret),
    );
  return found && nameOf(found);
}
