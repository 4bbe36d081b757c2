import type { Path } from "../../json";
import { stringAt } from "../../kubernetes/fields";
import { imagesOf } from "../../kubernetes/images-of";
import {
  formatKubernetesVersion,
  NEWEST_MINOR,
  parseKubernetesVersion,
} from "../../kubernetes/kubernetes-version";
import { WORKLOAD_KINDS } from "../../kubernetes/pod-template";
import { groupKind } from "../../kubernetes/resource";
import { defineResourceRule } from "../define-rule";

/** The project maintains the three newest minor versions. Source: Kubernetes version skew and support policy. */
const OLDEST_SUPPORTED = NEWEST_MINOR - 2;

/** Where manifests of clusters name their version. */
const VERSION_FIELDS: Readonly<Record<string, Path>> = {
  "kubeadm.k8s.io/ClusterConfiguration": ["kubernetesVersion"],
  "controlplane.cluster.x-k8s.io/KubeadmControlPlane": ["spec", "version"],
  "cluster.x-k8s.io/MachineDeployment": ["spec", "template", "spec", "version"],
  "cluster.x-k8s.io/Cluster": ["spec", "topology", "version"],
  "eksctl.io/ClusterConfig": ["metadata", "version"],
  "containerservice.azure.com/ManagedCluster": ["spec", "kubernetesVersion"],
  "container.cnrm.cloud.google.com/ContainerCluster": ["spec", "minMasterVersion"],
};

const COMPONENT = /(^|\/)kube-(apiserver|controller-manager|scheduler|proxy)$/;

/** Source: see the tables. */
export const kubernetesEndOfLife = defineResourceRule({
  id: "operations/kubernetes-end-of-life",
  title: "Kubernetes version gets no fixes any more",
  severity: "medium",
  why: "Flaws of the API server and the kubelet that are published from now on stay open on this cluster.",
  remediation: `Upgrade, one minor version at a time, to at least 1.${OLDEST_SUPPORTED}.`,
  standards: { mitre: ["T1190"], owasp: ["K10"] },
  equivalents: {
    kubescape: ["C-0273", "C-0087", "C-0089"],
    kyverno: ["kubernetes-version-check"],
    popeye: ["405"],
  },
  controls: ["outdated-cluster-component-live"],
  waive: "The provider sells longer support for the version, until the waiver's expiry.",
  since: "0.1.0",
  appliesTo: [...Object.keys(VERSION_FIELDS), ...WORKLOAD_KINDS],
  check({ resource, pods, report }) {
    const path = VERSION_FIELDS[groupKind(resource)];
    const text = path && stringAt(resource.object, ...path);
    const minor = text === undefined ? undefined : parseKubernetesVersion(text);
    if (path && minor !== undefined && minor < OLDEST_SUPPORTED)
      report({
        path,
        message: `Kubernetes ${formatKubernetesVersion(minor)} gets no fixes any more; ${formatKubernetesVersion(OLDEST_SUPPORTED)} is the oldest that does`,
      });
    for (const { owner, path: at, image } of pods.flatMap(imagesOf)) {
      if (!image || !COMPONENT.test(image.repository)) continue;
      const version = parseKubernetesVersion(image.tag ?? "");
      if (version !== undefined && version < OLDEST_SUPPORTED)
        report({
          path: at,
          message: `${owner} runs Kubernetes ${formatKubernetesVersion(version)}, which gets no fixes any more`,
        });
    }
  },
});
