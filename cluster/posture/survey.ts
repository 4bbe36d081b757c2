import type { Inventory } from "../../engine/inventory/inventory";
import { workloadPods } from "../../engine/inventory/workload-pods";
import type { JsonObject } from "../../engine/json";
import {
  booleanAt,
  listAt,
  mapsAt,
  numberAt,
  stringAt,
  stringMapAt,
  stringsAt,
} from "../../engine/kubernetes/fields";
import { parseImageReference } from "../../engine/kubernetes/image-reference";
import { formatKubernetesVersion, parseKubernetesVersion } from "../../engine/kubernetes/kubernetes-version";
import type { GroupKind } from "../../engine/kubernetes/resource";
import { isSystemNamespace } from "../../engine/kubernetes/system-namespaces";
import { networkOf } from "../../engine/network/network";
import type { RuleOptions } from "../../engine/rules/rule";
import type { Unseen } from "../listing/collect-objects";
import { LISTED_KINDS } from "../listing/kinds";
import { kubectlLine } from "../transport/command-line";
import { type EdgeSurvey, edgeSurvey } from "./edge-survey";
import { endOfLife, KUBELET_SKEW } from "./end-of-life";

/** A namespace and what guards it. */
export interface NamespaceSurvey {
  readonly name: string;
  readonly system: boolean;
  /** The enforced Pod Security level; absent where no label names one. */
  readonly enforce?: string;
  readonly quota: boolean;
  readonly limitRange: boolean;
  /** Whether a new pod would be isolated, by direction; *unknown* where policies cannot be seen. */
  readonly defaultDeny: { readonly ingress: boolean | "unknown"; readonly egress: boolean | "unknown" };
}

/** A Service that can be reached from outside: by a load balancer, a port of every node, or addresses that it claims. */
export interface ExposedService {
  readonly name: string;
  readonly type: string;
  readonly ports: readonly number[];
  readonly addresses: readonly string[];
  readonly sourceRanges: readonly string[];
}

/** An image that runs. */
export interface RunningImage {
  readonly image: string;
  /** What was pulled, from the pods' status; empty where none has started. */
  readonly digests: readonly string[];
  /** Whether the manifests pin it. */
  readonly pinned: boolean;
  readonly pods: number;
}

/** Something a cluster has, has not, or does not show. */
export interface Presence {
  readonly what: "signature policies" | "runtime detection" | "log shipping" | "admission policies";
  readonly answer: "found" | "not found" | "cannot see";
  /** What was found. */
  readonly by: readonly string[];
  /** Where nothing was found: a command that shows it to whoever may run it. */
  readonly command?: string;
}

/** Versions of the API server and the kubelets. */
export interface VersionSurvey {
  readonly server: string | undefined;
  /** Version by number of nodes. */
  readonly kubelets: Readonly<Record<string, number>>;
  /** Last day of fixes of the server's minor version. */
  readonly endOfLife?: string;
  readonly problems: readonly string[];
}

/** What cannot be seen, and what would show it. */
export interface Blind {
  readonly what: string;
  readonly why: string;
  /** A command that shows it to whoever may run it. */
  readonly command?: string;
}

/** The state of a cluster beside its findings. */
export interface Survey {
  readonly namespaces: readonly NamespaceSurvey[];
  readonly edge: readonly EdgeSurvey[];
  readonly exposed: readonly ExposedService[];
  readonly images: readonly RunningImage[];
  /** Accounts whose pods have a token, as `NAMESPACE/NAME`. */
  readonly accountsWithTokens: readonly string[];
  readonly presence: readonly Presence[];
  readonly versions: VersionSurvey;
  /** Flags of the control plane, from mirror pods; absent where nothing shows them. */
  readonly controlPlane?: readonly string[];
  readonly blind: readonly Blind[];
}

/** What a survey is made of. */
export interface SurveySource {
  /** The context's name, for commands. */
  readonly context: string;
  readonly objects: readonly JsonObject[];
  readonly inventory: Inventory;
  readonly unseen: readonly Unseen[];
  /** The answer of `/version`. */
  readonly version: JsonObject | undefined;
  readonly options: RuleOptions;
  /** `2026-05-01`. */
  readonly today: string;
  /** The names of Secrets were listed. */
  readonly secretsListed?: boolean;
}

/** Takes stock of a cluster. */
export function surveyCluster(source: SurveySource): Survey {
  const { objects, inventory, unseen } = source;
  const controlPlane = mirrorPods(objects);
  return {
    namespaces: namespaces(source),
    edge: edgeSurvey(objects, inventory, source.options),
    exposed: exposed(objects),
    images: images(objects),
    accountsWithTokens: accountsWithTokens(inventory),
    presence: presence(source),
    versions: versions(source),
    ...(controlPlane.length > 0 ? { controlPlane } : {}),
    blind: [
      ...unseen.map(({ groupKind, problem }) => ({
        what: groupKind,
        why: problem.message,
        ...commandThatLists(source.context, groupKind),
      })),
      ...(controlPlane.length > 0
        ? []
        : [
            {
              what: "flags of the control plane",
              why: "no mirror pod shows them: the provider runs it, or a control-plane node shows them outside of pods",
              command: "ps -ef | grep kube-apiserver",
            },
          ]),
      ...kubeletConfiguration(source),
      ...(source.secretsListed
        ? []
        : [
            {
              what: "Secrets",
              why: "they are not listed: that right is the right to read them",
              command: kubectlLine(source.context, "get", "secrets", "--all-namespaces"),
            },
          ]),
    ],
  };
}

/** Kubelets tell their own configuration to nobody but holders of nodes/proxy; kubeadm keeps a copy for new nodes. */
function kubeletConfiguration({ context, objects }: SurveySource): Blind[] {
  const names = (kind: string) =>
    objects.flatMap((object) => (object.kind === kind ? (stringAt(object, "metadata", "name") ?? []) : []));
  const [node] = names("Node");
  if (node === undefined || names("ConfigMap").includes("kubelet-config")) return [];
  return [
    {
      what: "configuration of the kubelets",
      why: "only a node shows it, or the right to its proxy, by which one also runs commands in its pods",
      command: kubectlLine(context, "get", "--raw", `/api/v1/nodes/${node}/proxy/configz`),
    },
  ];
}

/** The command that lists a kind, for whoever may. */
function commandThatLists(context: string, groupKind: GroupKind): { readonly command?: string } {
  const kind = LISTED_KINDS.find((each) => each.groupKind === groupKind);
  if (!kind) return {};
  const resource = kind.group === "" ? kind.plural : `${kind.plural}.${kind.group}`;
  return {
    command: kubectlLine(context, "get", resource, ...(kind.namespaced ? ["--all-namespaces"] : [])),
  };
}

function hidden(unseen: readonly Unseen[], ...kinds: readonly string[]): boolean {
  return unseen.some(({ groupKind }) => kinds.includes(groupKind));
}

function namespaces({ inventory, unseen }: SurveySource): NamespaceSurvey[] {
  const network = networkOf(inventory);
  const cannotSee = hidden(unseen, "networking.k8s.io/NetworkPolicy") || network.foreignPolicies.length > 0;
  const has = (kind: string, namespace: string) =>
    inventory.ofKind(kind).some((fact) => fact.namespace === namespace);
  return inventory
    .ofKind("Namespace")
    .map(({ name = "", labels }) => {
      const enforce = labels["pod-security.kubernetes.io/enforce"];
      const next = network.imagine(name, {});
      const isClosed = (direction: "ingress" | "egress"): boolean | "unknown" => {
        const closed = network.isolating(next, direction).length > 0;
        return closed || !cannotSee ? closed : "unknown";
      };
      return {
        name,
        system: isSystemNamespace(name),
        ...(enforce === undefined ? {} : { enforce }),
        quota: has("ResourceQuota", name),
        limitRange: has("LimitRange", name),
        defaultDeny: { ingress: isClosed("ingress"), egress: isClosed("egress") },
      };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function exposed(objects: readonly JsonObject[]): ExposedService[] {
  return objects.flatMap((object) => {
    const type = stringAt(object, "spec", "type");
    const claimed = stringsAt(object, "spec", "externalIPs");
    if (object.kind !== "Service") return [];
    if (type !== "LoadBalancer" && type !== "NodePort" && claimed.length === 0) return [];
    return [
      {
        name: `${stringAt(object, "metadata", "namespace")}/${stringAt(object, "metadata", "name")}`,
        type: type ?? "ClusterIP",
        ports: mapsAt(object, "spec", "ports").flatMap(
          ({ value }) => numberAt(value, type === "NodePort" ? "nodePort" : "port") ?? [],
        ),
        addresses: [
          ...mapsAt(object, "status", "loadBalancer", "ingress").flatMap(
            ({ value }) => stringAt(value, "ip") ?? stringAt(value, "hostname") ?? [],
          ),
          ...claimed,
        ],
        sourceRanges: stringsAt(object, "spec", "loadBalancerSourceRanges"),
      },
    ];
  });
}

function images(objects: readonly JsonObject[]): RunningImage[] {
  const found = new Map<string, { digests: Set<string>; pods: number }>();
  for (const pod of objects) {
    if (pod.kind !== "Pod") continue;
    for (const [list, statuses] of [
      ["containers", "containerStatuses"],
      ["initContainers", "initContainerStatuses"],
    ] as const) {
      const ids = new Map(
        mapsAt(pod, "status", statuses).map(({ value }) => [
          stringAt(value, "name"),
          stringAt(value, "imageID") ?? "",
        ]),
      );
      for (const { value } of mapsAt(pod, "spec", list)) {
        const image = stringAt(value, "image") ?? "";
        const entry = found.get(image) ?? { digests: new Set(), pods: 0 };
        const digest = /sha256:[0-9a-f]{64}/.exec(ids.get(stringAt(value, "name")) ?? "")?.[0];
        if (digest) entry.digests.add(digest);
        entry.pods += 1;
        found.set(image, entry);
      }
    }
  }
  return [...found]
    .map(([image, { digests, pods }]) => ({
      image,
      digests: [...digests].sort(),
      pinned: parseImageReference(image)?.digest !== undefined,
      pods,
    }))
    .sort((a, b) => (a.image < b.image ? -1 : 1));
}

function accountsWithTokens(inventory: Inventory): string[] {
  const names = workloadPods(inventory).flatMap(({ fact, pod }) => {
    const account = pod.serviceAccountName ?? "default";
    const own = inventory.find("ServiceAccount", fact.namespace, account);
    const isMounted =
      pod.automountServiceAccountToken ?? booleanAt(own?.data, "automountServiceAccountToken") ?? true;
    return isMounted ? [`${fact.namespace ?? "default"}/${account}`] : [];
  });
  return [...new Set(names)].sort();
}

/** Images and kinds by which something is known to be there. */
const PRESENCE: readonly {
  readonly what: Presence["what"];
  readonly images?: RegExp;
  readonly kinds: RegExp;
  readonly webhooks?: RegExp;
  /** What `kubectl get` is asked for, to look oneself. */
  readonly look: readonly string[];
}[] = [
  {
    what: "admission policies",
    look: ["validatingadmissionpolicies,validatingwebhookconfigurations"],
    images: /kyverno|gatekeeper|kubewarden/i,
    kinds: /\/(ValidatingAdmissionPolicy|ClusterPolicy|ConstraintTemplate)$/,
    webhooks: /kyverno|gatekeeper|azure-policy|kubewarden/i,
  },
  {
    what: "signature policies",
    look: ["validatingwebhookconfigurations,mutatingwebhookconfigurations"],
    images: /policy-controller|connaisseur|ratify/i,
    kinds: /\/(ClusterImagePolicy|ImageValidatingPolicy)$/,
    webhooks: /sigstore|connaisseur|ratify/i,
  },
  {
    what: "runtime detection",
    look: ["daemonsets", "--all-namespaces"],
    images:
      /falco|tetragon|tracee|sysdig|kubearmor|defender|sentinelone|falcon-|aqua-enforcer|twistlock|neuvector|stackrox|guardduty/i,
    kinds: /^cilium\.io\/TracingPolicy|^security\.kubearmor\.com\//,
  },
  {
    what: "log shipping",
    look: ["daemonsets,deployments", "--all-namespaces"],
    images:
      /fluent-?bit|fluentd|promtail|alloy|vector|filebeat|ama-logs|logging-operator|opentelemetry-collector|datadog|splunk|newrelic/i,
    kinds: /^logging\.banzaicloud\.io\//,
  },
];

function presence({ context, objects, inventory, unseen }: SurveySource): Presence[] {
  const workloads = workloadPods(inventory);
  return PRESENCE.map(({ what, images: pattern, kinds, webhooks, look }) => {
    const by = new Set<string>();
    for (const { fact, pod } of workloads)
      if (pattern && pod.containers.some(({ image }) => pattern.test(image ?? "")))
        by.add(`${fact.groupKind.replace(/^.*\//, "")} ${fact.namespace}/${fact.name}`);
    for (const { groupKind, name } of inventory.facts)
      if (kinds.test(groupKind)) by.add(`${groupKind.replace(/^.*\//, "")} ${name}`);
    for (const object of objects) {
      if (!webhooks || !String(object.kind).endsWith("WebhookConfiguration")) continue;
      const name = stringAt(object, "metadata", "name") ?? "";
      if (webhooks.test(name)) by.add(`${object.kind} ${name}`);
    }
    const isBlind = hidden(unseen, "apps/DaemonSet", "apps/Deployment");
    if (by.size > 0) return { what, answer: "found", by: [...by].sort() };
    return {
      what,
      answer: isBlind ? "cannot see" : "not found",
      by: [],
      command: kubectlLine(context, "get", ...look),
    };
  });
}

function versions({ objects, version, today }: SurveySource): VersionSurvey {
  const server = stringAt(version, "gitVersion");
  const minor = server === undefined ? undefined : parseKubernetesVersion(server);
  const kubelets: Record<string, number> = {};
  for (const node of objects) {
    if (node.kind !== "Node") continue;
    const own = stringAt(node, "status", "nodeInfo", "kubeletVersion");
    if (own !== undefined) kubelets[own] = (kubelets[own] ?? 0) + 1;
  }
  const problems: string[] = [];
  const end = minor === undefined ? undefined : endOfLife(minor);
  if (minor !== undefined && end !== undefined && end < today)
    problems.push(`Kubernetes ${formatKubernetesVersion(minor)} has had no fixes since ${end}`);
  for (const text of Object.keys(kubelets)) {
    const own = parseKubernetesVersion(text);
    if (own === undefined || minor === undefined) continue;
    if (own > minor)
      problems.push(`kubelets of ${text} are newer than the API server (${server}), which is not supported`);
    else if (minor - own > KUBELET_SKEW)
      problems.push(
        `kubelets of ${text} are ${minor - own} minor versions older than the API server; ${KUBELET_SKEW} are supported`,
      );
  }
  return { server, kubelets, ...(end === undefined ? {} : { endOfLife: end }), problems };
}

const COMPONENTS = /^(kube-apiserver|kube-controller-manager|kube-scheduler|etcd)$/;

/** The flags of the control plane's mirror pods, each `component --flag=value`; values of credentials have none. */
function mirrorPods(objects: readonly JsonObject[]): string[] {
  return objects.flatMap((pod) => {
    if (pod.kind !== "Pod") return [];
    if (stringMapAt(pod, "metadata", "annotations")["kubernetes.io/config.mirror"] === undefined) return [];
    const component = stringAt(pod, "metadata", "labels", "component") ?? "";
    if (!COMPONENTS.test(component)) return [];
    return mapsAt(pod, "spec", "containers").flatMap(({ value }) =>
      [...listAt(value, "command"), ...listAt(value, "args")].flatMap((word) =>
        typeof word === "string" && word.startsWith("--") ? [`${component} ${word}`] : [],
      ),
    );
  });
}
