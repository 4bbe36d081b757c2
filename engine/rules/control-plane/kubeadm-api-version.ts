import { CONFIGURATION_KINDS } from "../../control-plane/configuration";
import { stringAt } from "../../kubernetes/fields";
import {
  formatKubernetesVersion,
  type KubernetesMinor,
  parseKubernetesVersion,
} from "../../kubernetes/kubernetes-version";
import { defineConfigurationRule } from "./define-configuration-rule";

/** Source: k8s.io/kubernetes 1.37 cmd/kubeadm/app/util/config/common.go */
export const kubeadmApiVersion = defineConfigurationRule({
  id: "control-plane/kubeadm-api-version",
  title: "kubeadm no longer reads this file",
  severity: "medium",
  why: "kubeadm refuses the file, so that the hardening it holds is applied by hand, or not at all.",
  remediation: "Run `kubeadm config migrate` with a version that reads both.",
  standards: { nsa: ["control-plane"] },
  since: "0.1.0",
  configurations: [
    CONFIGURATION_KINDS.clusterConfiguration,
    CONFIGURATION_KINDS.initConfiguration,
    CONFIGURATION_KINDS.joinConfiguration,
  ],
  check({ configuration, options, report }) {
    const life = LIVES[configuration.version];
    const version =
      parseKubernetesVersion(stringAt(configuration.object, "kubernetesVersion") ?? "") ??
      options.kubernetesVersion;
    if (!life || version < life.deprecated) return;
    const isRemoved = version >= life.removed;
    report({
      ...configuration.place(["apiVersion"]),
      message: isRemoved
        ? `kubeadm ${formatKubernetesVersion(version)} does not read ${configuration.version} any more`
        : `${configuration.version} is deprecated and leaves kubeadm in ${formatKubernetesVersion(life.removed)}`,
      severity: isRemoved ? "medium" : "low",
    });
  },
});

const LIVES: Readonly<Record<string, { deprecated: KubernetesMinor; removed: KubernetesMinor }>> = {
  v1alpha3: { deprecated: 13, removed: 15 },
  v1beta1: { deprecated: 15, removed: 22 },
  v1beta2: { deprecated: 22, removed: 27 },
  v1beta3: { deprecated: 31, removed: 37 },
};
