import type { JsonObject, Path } from "../../../engine/json";
import { mapsAt, stringAt } from "../../../engine/kubernetes/fields";
import type { RuleId } from "../../../engine/rules/rule";
import { commandLine, kubectlLine } from "../../transport/command-line";
import { podSpecPath } from "../containers";
import type { Diagnosis, PatternId, WorkloadName } from "../diagnosis";
import { nameOf, namespaceOf, type Snapshot } from "../snapshot";

/** Volume failures set no reason on a container: only events tell. */
const REASONS = new Set(["FailedMount", "FailedAttachVolume", "SecretRotationFailed", "MountRotationFailed"]);

/**
 * What drivers and providers write. Sources: kubernetes-sigs/secrets-store-csi-driver pkg/secrets-store,
 * Azure/secrets-store-csi-driver-provider-azure, Microsoft Entra error codes, kubelet pkg/volume.
 */
const WORDS: readonly (readonly [RegExp, PatternId])[] = [
  [/driver name (?<driver>\S+) not found in the list of registered CSI drivers/i, "volume/driver-missing"],
  [
    /failed to get secretproviderclass (?<class>\S+?),|secretproviderclass\S* "(?<class2>[^"]+)" not found/i,
    "volume/class-missing",
  ],
  [
    /provider not found|provider "?(?<provider>[\w-]+)"? not found|dial unix .*provider/i,
    "volume/provider-missing",
  ],
  [
    /AADSTS(?<code>\d+)|no matching federated identity|failed to (acquire|get) .*token|AssumeRoleWithWebIdentity|WebIdentityErr/i,
    "volume/identity-refused",
  ],
  [
    /StatusCode=404|SecretNotFound|ResourceNotFoundException|(secret|key|certificate) .* (was )?not found in this key vault|rpc error: code = NotFound/i,
    "volume/object-missing",
  ],
  [
    /StatusCode=40[13]|Forbidden|AccessDenied|does not have (secrets|keys|certificates) (get|list) permission|PermissionDenied|caller is not authorized|ForbiddenByFirewall/i,
    "volume/access-refused",
  ],
  [/received message larger than max/i, "volume/too-large"],
  [/Multi-Attach error/i, "volume/multi-attach"],
  [
    /(?<source>secret|configmap|persistentvolumeclaim) "(?<name>[^"]+)" not found|references non-existent (secret|config) key/i,
    "volume/source-missing",
  ],
];

const RULES: Readonly<Partial<Record<PatternId, readonly RuleId[]>>> = {
  "volume/class-missing": ["secrets/provider-class-missing"],
  "volume/provider-missing": ["secrets/provider-class-parameters"],
  "volume/identity-refused": [
    "identity/azure-identity-account",
    "identity/azure-identity-settings",
    "identity/azure-identity-label",
    "secrets/provider-class-pod-identity",
  ],
  "volume/object-missing": ["secrets/provider-class-objects"],
  "volume/source-missing": ["secrets/missing-reference"],
};

/** Volumes that cannot be mounted: CSI secrets by provider, class, identity and object; missing sources; disks. */
export function volumePatterns(snapshot: Snapshot): Diagnosis[] {
  return snapshot.ofKind("Pod").flatMap((pod) => {
    const isRunning = stringAt(pod, "status", "phase") === "Running";
    const event = snapshot
      .eventsOf(pod)
      .find(({ reason }) => REASONS.has(reason) && (!isRunning || /Rotation/.test(reason)));
    if (!event) return [];
    const match = WORDS.map(([words, id]) => ({ id, groups: words.exec(event.message) })).find(
      ({ groups }) => groups,
    );
    const isRotation = /Rotation/.test(event.reason);
    const pattern = isRotation ? "volume/not-rotated" : (match?.id ?? "volume/unknown");
    const groups = { ...match?.groups?.groups };
    const workload = snapshot.workloadOf(pod);
    const csi = secretsVolume(pod);
    return [
      {
        pattern,
        workload,
        pods: [nameOf(pod)],
        cause: causeOf(pattern, groups, pod, csi?.className),
        evidence: [event.evidence],
        commands: commandsFor(snapshot, pattern, pod, csi?.className),
        path: placeOf(workload, pattern, pod, csi?.index, groups.name),
        rules: RULES[pattern] ?? [],
      } satisfies Diagnosis,
    ];
  });
}

type Groups = Readonly<Record<string, string | undefined>>;

/** What Microsoft Entra's codes say. Source: Microsoft Entra authentication error codes. */
const ENTRA: Readonly<Record<string, string>> = {
  "70021": "no federated credential matches the account's subject and issuer",
  "700211": "no federated credential matches the cluster's issuer",
  "700213": "no federated credential matches the account's subject",
  "700016": "the client id is unknown in this tenant",
  "90002": "the tenant does not exist",
};

function causeOf(pattern: PatternId, groups: Groups, pod: JsonObject, className: string | undefined): string {
  const account = `${namespaceOf(pod)}/${stringAt(pod, "spec", "serviceAccountName") ?? "default"}`;
  switch (pattern) {
    case "volume/driver-missing":
      return `the CSI driver ${groups.driver} is not on the node: install it, or wait for its DaemonSet where the node is new`;
    case "volume/class-missing":
      return `the SecretProviderClass ${groups.class ?? groups.class2 ?? className ?? ""} does not exist in the pod's namespace`;
    case "volume/provider-missing":
      return `the provider of the SecretProviderClass "${className ?? ""}" does not run on the node: install it, or correct spec.provider`;
    case "volume/identity-refused":
      return `the identity of account ${account} was refused: ${ENTRA[groups.code ?? ""] ?? "its federation or client id is wrong"}; the subject must be system:serviceaccount:${account.replace("/", ":")}`;
    case "volume/access-refused":
      return "the identity is accepted, but the vault does not let it read the object, or its firewall does not admit the node";
    case "volume/object-missing":
      return `an object that the SecretProviderClass "${className ?? ""}" names is not in the vault: correct its name, type or version`;
    case "volume/not-rotated":
      return "the values in the pod are older than those in the vault: the last rotation failed";
    case "volume/source-missing":
      return groups.name === undefined
        ? "a key that the volume names is not in its Secret or ConfigMap"
        : `the ${groups.source} "${groups.name}" that the volume needs does not exist`;
    case "volume/too-large":
      return `the objects of the SecretProviderClass "${className ?? ""}" together are larger than one answer of its provider may be: name fewer in one class, or raise --max-call-recv-msg-size of the driver`;
    case "volume/multi-attach":
      return "the disk is still attached to another node: its old pod has not ended, and ReadWriteOnce admits one node";
    default:
      return "a volume cannot be mounted";
  }
}

function commandsFor(
  snapshot: Snapshot,
  pattern: PatternId,
  pod: JsonObject,
  className: string | undefined,
): string[] {
  const { context } = snapshot;
  const namespace = `--namespace=${namespaceOf(pod)}`;
  const classYaml = kubectlLine(
    context,
    "get",
    "secretproviderclass",
    ...(className === undefined ? [] : [className]),
    namespace,
    "--output=yaml",
  );
  const account = stringAt(pod, "spec", "serviceAccountName") ?? "default";
  const own: Partial<Record<PatternId, readonly string[]>> = {
    "volume/driver-missing": [kubectlLine(context, "get", "csidrivers")],
    "volume/class-missing": [kubectlLine(context, "get", "secretproviderclass", namespace)],
    "volume/provider-missing": [kubectlLine(context, "get", "daemonsets", "--all-namespaces"), classYaml],
    "volume/identity-refused": [
      kubectlLine(context, "get", "serviceaccount", account, namespace, "--output=yaml"),
      commandLine(
        "az",
        "identity",
        "federated-credential",
        "list",
        "--resource-group=GROUP",
        "--identity-name=IDENTITY",
      ),
    ],
    "volume/access-refused": [classYaml],
    "volume/object-missing": [classYaml],
    "volume/too-large": [classYaml],
    "volume/not-rotated": [
      kubectlLine(context, "get", "secretproviderclasspodstatus", namespace, "--output=yaml"),
    ],
    "volume/multi-attach": [kubectlLine(context, "get", "volumeattachments")],
  };
  return [...(own[pattern] ?? []), kubectlLine(context, "describe", "pod", nameOf(pod), namespace)];
}

/** The volume of the Secrets Store driver, with its place. */
function secretsVolume(pod: JsonObject): { readonly index: number; readonly className: string } | undefined {
  return mapsAt(pod, "spec", "volumes").flatMap(({ index, value }) => {
    const className = stringAt(value, "csi", "volumeAttributes", "secretProviderClass");
    return className === undefined ? [] : [{ index, className }];
  })[0];
}

function placeOf(
  workload: WorkloadName,
  pattern: PatternId,
  pod: JsonObject,
  csi: number | undefined,
  name: string | undefined,
): Path {
  const base = [...podSpecPath(workload), "volumes"];
  if (pattern === "volume/source-missing" && name !== undefined) {
    for (const { index, value } of mapsAt(pod, "spec", "volumes")) {
      if (stringAt(value, "secret", "secretName") === name) return [...base, index, "secret", "secretName"];
      if (stringAt(value, "configMap", "name") === name) return [...base, index, "configMap", "name"];
      if (stringAt(value, "persistentVolumeClaim", "claimName") === name)
        return [...base, index, "persistentVolumeClaim", "claimName"];
    }
  }
  return csi === undefined ? base : [...base, csi, "csi", "volumeAttributes", "secretProviderClass"];
}
