import { CONFIGURATION_KINDS } from "../../control-plane/configuration";
import { defineConfigurationRule } from "./define-configuration-rule";

/** Source: Kubernetes documentation, configuration APIs of kubeadm, kubelet and API server. */
export const managedControlPlane = defineConfigurationRule({
  id: "control-plane/managed-control-plane",
  title: "File has no effect on a managed control plane",
  severity: "low",
  why: "The provider runs the API server and does not read this file: what it hardens is not hardened.",
  remediation: "Use what the provider offers instead, such as its key service for Secrets and its audit log.",
  standards: { nsa: ["secrets-encryption"] },
  since: "0.1.0",
  configurations: [
    CONFIGURATION_KINDS.clusterConfiguration,
    CONFIGURATION_KINDS.encryption,
    CONFIGURATION_KINDS.admission,
    CONFIGURATION_KINDS.authentication,
    CONFIGURATION_KINDS.authorization,
    CONFIGURATION_KINDS.auditPolicy,
  ],
  check({ configuration, options, report }) {
    const { cloud } = options;
    if (!cloud) return;
    report({
      ...configuration.place(["kind"]),
      message: `${cloud.toUpperCase()} runs the control plane itself: ${configuration.kind.split("/")[1] ?? configuration.kind} has no effect there`,
    });
  },
});
