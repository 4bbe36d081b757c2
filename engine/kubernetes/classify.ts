import { isObject, type JsonValue } from "../json";
import { createResource, type GroupKind, type Resource, resourcesOf } from "./resource";

/** What a document is to Rampart. */
export type DocumentClass =
  /** Kubernetes resources, or a file that is read as one (kustomization, chart, pipeline, our configuration). */
  | "resources"
  /** A partial manifest that a kustomization merges into another: never judged as if it were whole. */
  | "patch"
  /** YAML or JSON of something else. */
  | "other";

/** A document's class and the resources that rules may judge. */
export interface Classification {
  readonly class: DocumentClass;
  readonly resources: readonly Resource[];
}

/** A file that is known by its name, since it holds no `apiVersion` and `kind`. */
interface KnownFile {
  readonly pattern: RegExp;
  readonly apiVersion: string;
  readonly kind: string;
}

/*
 * Groups of files that are no Kubernetes API are the makers' domains. Rules name them in `appliesTo` like any kind.
 */
const KNOWN_FILES: readonly KnownFile[] = [
  {
    pattern: /(^|\/)[Kk]ustomization(\.ya?ml)?$/,
    apiVersion: "kustomize.config.k8s.io/v1beta1",
    kind: "Kustomization",
  },
  { pattern: /(^|\/)Chart\.ya?ml$/, apiVersion: "helm.sh/v2", kind: "Chart" },
  { pattern: /(^|\/)values[^/]*\.ya?ml$/, apiVersion: "helm.sh/v2", kind: "Values" },
  { pattern: /(^|\/)\.github\/workflows\/[^/]+\.ya?ml$/, apiVersion: "github.com/v1", kind: "Workflow" },
  { pattern: /(^|\/)[^/]*\.gitlab-ci\.ya?ml$/, apiVersion: "gitlab.com/v1", kind: "Pipeline" },
  { pattern: /(^|\/)azure-pipelines[^/]*\.ya?ml$/, apiVersion: "azure.com/v1", kind: "Pipeline" },
  { pattern: /(^|\/)\.rampart\.ya?ml$/, apiVersion: "kube-rampart/v1", kind: "Configuration" },
];

/** The `GroupKind`s of files that are known by name. */
export const FILE_KINDS: Readonly<
  Record<
    "kustomization" | "chart" | "values" | "githubWorkflow" | "gitlabPipeline" | "azurePipeline" | "envFile",
    GroupKind
  >
> = {
  kustomization: "kustomize.config.k8s.io/Kustomization",
  chart: "helm.sh/Chart",
  values: "helm.sh/Values",
  githubWorkflow: "github.com/Workflow",
  gitlabPipeline: "gitlab.com/Pipeline",
  azurePipeline: "azure.com/Pipeline",
  envFile: "dotenv/Environment",
};

/**
 * Tells what a document holds.
 *
 * @param file the file's path with forward slashes; only its last segments are looked at
 * @param value what the YAML layer read
 * @param isPatchFile whether a kustomization in sight names this file as a patch
 * @param mayDirect whether a key may begin with a dollar: `false` spares the look for directives
 */
export function classify(
  file: string,
  value: JsonValue | undefined,
  isPatchFile = false,
  mayDirect = true,
): Classification {
  if (!isObject(value)) return { class: "other", resources: [] };
  const resources = resourcesOf(value);
  if (resources.length > 0) {
    if (isPatchFile || resources.every((each) => isPartial(each, mayDirect)))
      return { class: "patch", resources };
    return { class: "resources", resources };
  }
  const known = KNOWN_FILES.find(({ pattern }) => pattern.test(file));
  if (!known) return { class: "other", resources: [] };
  const name = file.slice(file.lastIndexOf("/") + 1);
  return { class: "resources", resources: [createResource(value, known.apiVersion, known.kind, [], name)] };
}

const SELECTOR_KINDS = new Set(["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"]);

/**
 * A strategic-merge patch shows itself: a `$patch` or `$setElementOrder` directive, or a workload that lacks both its
 * required selector and every image, which no API server would accept as a whole.
 */
function isPartial(resource: Resource, mayDirect: boolean): boolean {
  if (mayDirect && hasDirective(resource.object)) return true;
  if (resource.group !== "apps" || !SELECTOR_KINDS.has(resource.kind)) return false;
  const spec = resource.object.spec;
  if (!isObject(spec) || spec.selector !== undefined) return false;
  const template = isObject(spec.template) ? spec.template : {};
  const podSpec = isObject(template.spec) ? template.spec : {};
  const containers = Array.isArray(podSpec.containers) ? podSpec.containers : [];
  return !containers.some((container) => isObject(container) && typeof container.image === "string");
}

function hasDirective(value: JsonValue | undefined): boolean {
  if (Array.isArray(value)) return value.some(hasDirective);
  if (!isObject(value)) return false;
  // Every document is looked through: a loop over the keys costs half of what their entries do.
  for (const key of Object.keys(value)) {
    if (key.charCodeAt(0) === 36 && (key === "$patch" || key.startsWith("$setElementOrder"))) return true;
    const child = value[key];
    if (typeof child === "object" && hasDirective(child)) return true;
  }
  return false;
}

const FILE_GROUPS = new Set([
  "dotenv",
  ...KNOWN_FILES.map(({ apiVersion }) => apiVersion.slice(0, apiVersion.indexOf("/"))),
]);

/** Whether a resource is one of a Kubernetes API, not a file that is read as one. */
export function isKubernetesResource(resource: Pick<Resource, "group">): boolean {
  return !FILE_GROUPS.has(resource.group);
}
