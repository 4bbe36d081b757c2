import { fix, remove } from "../../fixes/change";
import type { Path } from "../../json";
import { booleanAt } from "../../kubernetes/fields";
import { podTemplatesOf, WORKLOAD_KINDS } from "../../kubernetes/pod-template";
import type { Resource } from "../../kubernetes/resource";
import { defineResourceRule } from "../define-rule";

interface Mark {
  readonly path: Path;
  readonly key: string;
  readonly value: string;
}

/** What keeps a namespace or pod out of a mesh, by label or annotation. */
const OUT = [
  { key: "sidecar.istio.io/inject", value: "false" },
  { key: "istio-injection", value: "disabled" },
  { key: "istio.io/dataplane-mode", value: "none" },
  { key: "linkerd.io/inject", value: "disabled" },
];

function marks(values: Readonly<Record<string, string>>, path: Path): Mark[] {
  return OUT.filter(({ key, value }) => values[key] === value).map((each) => ({
    ...each,
    path: [...path, each.key],
  }));
}

function marksOf(resource: Resource): Mark[] {
  if (resource.kind === "Namespace")
    return [
      ...marks(resource.labels, ["metadata", "labels"]),
      ...marks(resource.annotations, ["metadata", "annotations"]),
    ];
  return podTemplatesOf(resource).flatMap((pod) =>
    // A pod in its node's network cannot be captured.
    booleanAt(pod.spec, "hostNetwork") === true
      ? []
      : [
          ...marks(pod.labels, pod.metadataAt("labels")),
          ...marks(pod.annotations, pod.metadataAt("annotations")),
        ],
  );
}

/** Namespaces of the cluster and of the meshes themselves, which stay out by design. */
const SYSTEM = /^(kube-|istio-|linkerd|cert-manager$|calico-|gatekeeper-system$|gke-|aks-)/;

/** Sources: Istio "Installing the sidecar" and "Ambient mode"; Linkerd "Automatic proxy injection". */
export const injectionDisabled = defineResourceRule({
  id: "mesh/injection-disabled",
  title: "Workload or namespace is kept out of the mesh",
  severity: "medium",
  why: "Without the proxy there is no mutual TLS, no identity and no policy for these pods, while the mesh around them counts on it.",
  remediation: "Remove the label or annotation, and let the namespace's setting decide.",
  standards: { mitre: ["T1562"], owasp: ["K07"] },
  equivalents: {
    kyverno: [
      "enforce-sidecar-injection-namespace",
      "enforce-ambient-mode-namespace",
      "prevent-disabling-injection-pods",
      "require-linkerd-mesh-injection",
      "prevent-linkerd-pod-injection-override",
    ],
  },
  controls: ["sidecar-ambient-injection-on-namespace-not-disabled-on-pod"],
  waive: "A one-off job, or software that cannot run behind a proxy.",
  fixable: true,
  since: "0.1.0",
  appliesTo: ["Namespace", ...WORKLOAD_KINDS],
  check({ resource, report }) {
    const namespace = resource.kind === "Namespace" ? resource.name : resource.namespace;
    if (SYSTEM.test(namespace ?? "")) return;
    const isJob = resource.group === "batch";
    for (const { key, value, path } of marksOf(resource)) {
      report({
        path,
        ...(isJob ? { severity: "low" as const } : {}),
        message: `"${key}: ${value}" keeps ${resource.kind === "Namespace" ? "the namespace" : "these pods"} out of the mesh`,
        fixes: [fix("harden", `Remove ${key}`, remove(path))],
      });
    }
  },
});
