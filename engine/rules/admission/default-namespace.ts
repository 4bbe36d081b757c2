import { WORKLOAD_KINDS } from "../../kubernetes/pod-template";
import { defineResourceRule } from "../define-rule";

/** Source: CIS 5.6.4. Fires on a written `default` alone: an absent namespace is filled in later by many tools. */
export const defaultNamespace = defineResourceRule({
  id: "admission/default-namespace",
  title: "Resource is put into the namespace default",
  severity: "low",
  why: "Everything that names no namespace ends there, so roles, policies and quotas for it mean everybody.",
  remediation: "Create a namespace for the application and name it.",
  standards: { cis: ["5.6.4"], owasp: ["K07"] },
  equivalents: {
    "kube-linter": ["use-namespace"],
    checkov: ["CKV_K8S_21"],
    trivy: ["KSV-0110"],
    kubescape: ["C-0061", "C-0212"],
    kics: ["611ab018"],
    kyverno: ["disallow-default-namespace"],
    terrascan: ["AC_K8S_0086"],
  },
  controls: ["default-namespace-used"],
  since: "0.1.0",
  appliesTo: [
    ...WORKLOAD_KINDS,
    "Service",
    "ConfigMap",
    "Secret",
    "PersistentVolumeClaim",
    "ServiceAccount",
    "networking.k8s.io/Ingress",
    "rbac.authorization.k8s.io/Role",
    "rbac.authorization.k8s.io/RoleBinding",
    "autoscaling/HorizontalPodAutoscaler",
    "policy/PodDisruptionBudget",
    "gateway.networking.k8s.io/Gateway",
    "gateway.networking.k8s.io/HTTPRoute",
  ],
  check({ resource, report }) {
    if (resource.namespace !== "default") return;
    // These two live there by nature: hardening the one and describing the other is right.
    if (resource.kind === "ServiceAccount" && resource.name === "default") return;
    if (resource.kind === "Service" && resource.name === "kubernetes") return;
    report({
      path: ["metadata", "namespace"],
      message: `the ${resource.kind} is put into the namespace "default"`,
    });
  },
});
