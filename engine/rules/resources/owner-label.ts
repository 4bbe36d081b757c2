import { stringsAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";

/** Any of these tells whom to call. Sources: the recommended labels of Kubernetes, and common usage. */
export const OWNERS = [
  "owner",
  "team",
  "app.kubernetes.io/part-of",
  "app.kubernetes.io/managed-by",
  "backstage.io/kubernetes-id",
  "email",
  "contact",
];

/** Source: opinion; option `required` of the rule lists labels or annotations that must all be there. */
export const ownerLabel = defineResourceRule({
  id: "resources/owner-label",
  title: "Nothing says who owns the workload",
  severity: "low",
  why: "In an incident nobody knows whom to ask, and what nobody owns is not patched.",
  remediation: "Add a label or annotation such as `owner` or `app.kubernetes.io/part-of`.",
  equivalents: {
    "kube-linter": ["required-label-owner", "required-annotation-email"],
    kubescape: ["C-0076", "C-0077"],
    polaris: ["metadataAndInstanceMismatched"],
    kyverno: ["require-labels"],
    gatekeeper: ["K8sRequiredLabels", "K8sRequiredAnnotations"],
    terrascan: ["AC_K8S_0013"],
  },
  opinion: true,
  controls: ["labels-owner-annotations"],
  since: "0.1.0",
  appliesTo: [
    "Pod",
    "Namespace",
    "apps/Deployment",
    "apps/StatefulSet",
    "apps/DaemonSet",
    "batch/CronJob",
    "argoproj.io/Rollout",
  ],
  check({ resource, options, report }) {
    const present = { ...resource.labels, ...resource.annotations };
    const has = (key: string) =>
      Boolean(present[key]) || Object.keys(present).some((each) => each.endsWith(`/${key}`));
    const required = stringsAt(options.rules["resources/owner-label"], "required");
    const missing = required.filter((key) => !has(key));
    if (required.length > 0 ? missing.length === 0 : OWNERS.some(has)) return;
    report({
      path: ["metadata", "labels"],
      message:
        required.length > 0
          ? `the ${resource.kind} lacks ${missing.map((key) => `"${key}"`).join(", ")}`
          : `no label or annotation of the ${resource.kind} names an owner`,
    });
  },
});
