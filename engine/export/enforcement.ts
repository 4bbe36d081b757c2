import { layerOf, type Rule, type RuleId } from "../rules/rule";
import { policySources } from "./cel/registry";

const BY_SERVER = "the API server refuses it itself";
const FILLED_IN = "the API server has filled the field in before a policy sees it";
const TEXT = "weighs how much a value looks like a secret, which CEL cannot";
const EMBEDDED = "reads YAML inside a string, which CEL cannot";
const CONFIGURED = "hangs on what the configuration says of the cloud or the environment";
const UNTYPED =
  "compares what is written with the API's own types, and the API server drops or refuses the rest";

/** Why rules that read single objects are not exported, by id; what a whole class of rules shares is not repeated. */
const REASONS: Readonly<Record<RuleId, string>> = {
  "edge/loopback-endpoints": BY_SERVER,
  "network/invalid-cidr": BY_SERVER,
  "workload/privilege-escalation-conflict": BY_SERVER,
  "workload/user-namespace-conflict": BY_SERVER,
  "workload/undeclared-claim": BY_SERVER,
  "workload/ephemeral-container": `${BY_SERVER}; a policy would also end kubectl debug`,
  "resources/label-syntax": BY_SERVER,
  "resources/port-names": BY_SERVER,
  "resources/restart-policy": BY_SERVER,
  "resources/selector-mismatch": BY_SERVER,
  "network/policy-types": FILLED_IN,
  "network/hard-coded-cluster-ip": FILLED_IN,
  "identity/deprecated-service-account-field": FILLED_IN,
  "workload/ignored-field": "is about fields that the server's version drops before a policy sees them",
  "workload/sub-path": "is about kubelets before 1.23, and policies need 1.30",
  "workload/pod-security-policy": "the kind was removed in 1.25, and policies need 1.30",
  "admission/removed-api": "the API server no longer serves what it finds",
  "admission/deprecated-api": "the API server warns of it itself",
  "admission/system-namespace": "exported policies leave the namespaces of the system alone",
  "network/plugin-without-policies":
    "exported policies leave the namespaces of the system alone, where it runs",
  "operations/kubernetes-end-of-life": "is about the cluster itself, not about an object in it",
  "admission/unknown-field": UNTYPED,
  "admission/unknown-value": UNTYPED,
  "admission/wrong-type": UNTYPED,
  "admission/policy-not-denying": "judges policies, about which the API server asks none",
  "secrets/committed-secret": "a Secret in the cluster is where it belongs; in a file it is not",
  "secrets/literal-in-annotation": TEXT,
  "secrets/literal-in-args": TEXT,
  "secrets/literal-in-config-map": TEXT,
  "secrets/literal-in-env": TEXT,
  "secrets/provider-class-objects": EMBEDDED,
  "secrets/provider-class-parameters": "the driver refuses it when a pod mounts the class",
  "secrets/provider-class-secret-objects": EMBEDDED,
  "secrets/unmounted-vault-volume": "a container that is injected later may mount the volume",
  "workload/cron-job-review": "points at something to review; there is nothing to refuse",
  "image/end-of-life":
    "its table of releases changes by the month; the scan inside the cluster reads the current one",
  "image/foreign-cloud-registry": CONFIGURED,
  "identity/cross-environment-binding": CONFIGURED,
  "identity/ineffective-rule": "finds what grants nothing, so that there is nothing to refuse",
  "identity/static-login":
    "bootstrap tokens live in kube-system, and a client certificate is refused by not approving it",
};

const EXPORTED: ReadonlySet<RuleId> = new Set(policySources.map(({ rule }) => rule));

/** Groups of files that are read as resources, and of configuration files of the control plane and of clusters. */
const FILES =
  /^(kustomize\.config\.k8s\.io|helm\.sh|github\.com|gitlab\.com|azure\.com|kube-rampart|kubeadm\.k8s\.io|eksctl\.io|apiserver\.config\.k8s\.io|kubelet\.config\.k8s\.io)\//;

/** Objects that describe a cluster or its delivery and usually live in another one. */
const MANAGEMENT =
  /^(containerservice\.azure\.com|container\.cnrm\.cloud\.google\.com|eks\.services\.k8s\.aws|cluster\.x-k8s\.io|controlplane\.cluster\.x-k8s\.io|argoproj\.io|tekton\.dev|source\.toolkit\.fluxcd\.io|helm\.toolkit\.fluxcd\.io)\//;

/** Why a rule is not exported as an admission policy; `undefined` where it is. */
export function notExportedReason(rule: Rule): string | undefined {
  if (EXPORTED.has(rule.id)) return undefined;
  if (rule.scope === "policy") return "judges what the configuration says, which the API server does not see";
  if (rule.scope === "inventory") return "needs other resources, and admission sees one object";
  const own = REASONS[rule.id];
  if (own !== undefined) return own;
  if (layerOf(rule.id) === "control-plane")
    return "reads flags and files of the control plane and of nodes, which never pass through admission";
  const kinds = rule.appliesTo;
  if (kinds.some((kind) => kind.startsWith("admissionregistration.k8s.io/")))
    return "the API server asks no policy about its own admission configuration";
  if (kinds.every((kind) => FILES.test(kind))) return "not an object of a Kubernetes API";
  if (kinds.some((kind) => FILES.test(kind) || MANAGEMENT.test(kind)))
    return "describes clusters or their delivery, which are judged where they are written";
  return "reads custom resources, which their own operators validate; scan them in files and in the cluster";
}
