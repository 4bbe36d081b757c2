import { type PodTemplate, WORKLOAD_KINDS } from "../kubernetes/pod-template";
import type { GroupKind, Resource } from "../kubernetes/resource";
import { componentsOfPod } from "./command-line";
import type { Component, ComponentName } from "./component";
import { CONFIGURATION_KINDS, carriersOf, configurationsOf } from "./configuration";
import { componentOfFile } from "./file-components";
import { componentsOfKubeadm } from "./kubeadm-components";

const FILES_OF: Readonly<Record<ComponentName, readonly GroupKind[]>> = {
  "kube-apiserver": [CONFIGURATION_KINDS.clusterConfiguration],
  "kube-controller-manager": [CONFIGURATION_KINDS.clusterConfiguration],
  "kube-scheduler": [CONFIGURATION_KINDS.clusterConfiguration, CONFIGURATION_KINDS.scheduler],
  etcd: [CONFIGURATION_KINDS.clusterConfiguration],
  "kube-proxy": [CONFIGURATION_KINDS.kubeProxy],
  kubelet: [
    CONFIGURATION_KINDS.initConfiguration,
    CONFIGURATION_KINDS.joinConfiguration,
    CONFIGURATION_KINDS.kubelet,
  ],
};

/** The kinds of resources that may declare flags of these components. */
export function kindsOfComponents(names: readonly ComponentName[]): GroupKind[] {
  return [...WORKLOAD_KINDS, ...carriersOf(names.flatMap((name) => FILES_OF[name]))];
}

const NO_COMPONENTS: readonly Component[] = [];

/**
 * The components of the control plane and the node that a resource configures, each with its effective flags and the
 * place of each: static pods and other pods that run them, kubeadm's `extraArgs` in both forms, and the configuration
 * files of kubelet, kube-proxy and scheduler, also inside a ConfigMap or a Cluster API object.
 */
export function componentFlags(resource: Resource, pods: readonly PodTemplate[]): readonly Component[] {
  const configurations = configurationsOf(resource);
  if (pods.length === 0 && configurations.length === 0) return NO_COMPONENTS;
  return [
    ...pods.flatMap(componentsOfPod),
    ...configurations.flatMap((configuration) => {
      const own = componentOfFile(configuration);
      return own ? [own] : componentsOfKubeadm(configuration);
    }),
  ];
}
