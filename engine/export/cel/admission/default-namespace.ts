import type { PolicySource } from "../../policy-source";
import { when } from "../expressions";

/** Objects that are put into the namespace default. */
export const defaultNamespacePolicy: PolicySource = {
  rule: "admission/default-namespace",
  match: [
    {
      group: "",
      resources: [
        "pods",
        "podtemplates",
        "replicationcontrollers",
        "services",
        "configmaps",
        "secrets",
        "persistentvolumeclaims",
        "serviceaccounts",
      ],
    },
    { group: "apps", resources: ["deployments", "replicasets", "statefulsets", "daemonsets"] },
    { group: "batch", resources: ["jobs", "cronjobs"] },
    { group: "networking.k8s.io", resources: ["ingresses"] },
    { group: "rbac.authorization.k8s.io", resources: ["roles", "rolebindings"] },
    { group: "autoscaling", resources: ["horizontalpodautoscalers"] },
    { group: "policy", resources: ["poddisruptionbudgets"] },
    { group: "gateway.networking.k8s.io", resources: ["gateways", "httproutes"] },
  ],
  offences: when(
    "variables.root.metadata.?namespace.orValue('') == 'default' && !(variables.root.kind == 'ServiceAccount' && variables.root.metadata.?name.orValue('') == 'default') && !(variables.root.kind == 'Service' && variables.root.metadata.?name.orValue('') == 'kubernetes')",
    "the namespace default",
  ),
};
