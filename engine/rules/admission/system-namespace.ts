import { stringAt } from "../../kubernetes/fields";
import { definePodRule } from "../define-rule";

/** Labels that add-ons of a cluster carry. */
const ADD_ON_LABELS = [
  "k8s-app",
  "tier",
  "component",
  "addonmanager.kubernetes.io/mode",
  "kubernetes.io/cluster-service",
  "kubernetes.azure.com/managedby",
  "eks.amazonaws.com/component",
];

/** Parts of names of what is usually installed there. */
const ADD_ON_NAMES =
  /(csi|cni|cilium|calico|flannel|kube|coredns|dns|metrics-server|autoscaler|konnectivity|node-|cloud-|load-balancer-controller|secrets-store|snapshot-controller|sealed-secrets|vpa|descheduler|device-plugin|traefik|karpenter|aws-|azure-|ama-|gke-|velero|etcd)/;

/** Source: Kubernetes documentation, "Initial namespaces"; CIS 5.6.1. */
export const systemNamespace = definePodRule({
  id: "admission/system-namespace",
  title: "Application is put into a namespace of the system",
  severity: "medium",
  why: "Policies leave kube-system out, so nothing restrains the pod, and its account stands beside those of the controllers.",
  remediation: "Give the application a namespace of its own.",
  standards: { cis: ["5.6.1"], mitre: ["T1036.005", "T1610"], owasp: ["K07"] },
  equivalents: { trivy: ["KSV-0037"], kics: ["611ab018"] },
  controls: ["user-workload-in-kube-system"],
  waive: "It is an add-on of the cluster that belongs there.",
  since: "0.1.0",
  check({ resource, pod, report }) {
    const { namespace, labels, name = "" } = resource;
    if (namespace !== "kube-system" && namespace !== "kube-public" && namespace !== "kube-node-lease") return;
    if (namespace === "kube-system") {
      const isLabelled = ADD_ON_LABELS.some(
        (key) => labels[key] !== undefined || pod.labels[key] !== undefined,
      );
      const isCritical = /^system-/.test(stringAt(pod.spec, "priorityClassName") ?? "");
      if (isLabelled || isCritical || ADD_ON_NAMES.test(name)) return;
    }
    report({
      path: ["metadata", "namespace"],
      message: `the ${resource.kind} is put into "${namespace}", which policies leave out`,
    });
  },
});
