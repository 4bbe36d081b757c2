import { CONFIGURATION_KINDS } from "../../control-plane/configuration";
import type { JsonObject, Path } from "../../json";
import { mapsAt, stringAt } from "../../kubernetes/fields";
import { defineConfigurationRule } from "./define-configuration-rule";

/** Source: Kubernetes documentation, configuration APIs of kubeadm, kubelet and API server. */
export const kubeadmCredential = defineConfigurationRule({
  id: "control-plane/kubeadm-credential",
  title: "Join token or certificate key is written in the file",
  severity: "high",
  why: "Whoever has a valid token joins a node of his own, and with it gets the Secrets of the pods that are sent there; the certificate key opens the control plane's own keys.",
  remediation: "Leave tokens and keys out; make them when a node joins (`kubeadm token create`).",
  standards: { nsa: ["secrets-encryption"], mitre: ["T1552"], owasp: ["K08"] },
  since: "0.1.0",
  configurations: [CONFIGURATION_KINDS.initConfiguration, CONFIGURATION_KINDS.joinConfiguration],
  check({ configuration, report }) {
    for (const { path, name } of credentialPaths(configuration.object)) {
      const value = stringAt(configuration.object, ...path) ?? "";
      if (!/^[a-z0-9]{6}\.[a-z0-9]{16}$/.test(value) && !/^[0-9a-f]{64}$/.test(value)) continue;
      report({ ...configuration.place(path), message: `${name} is written in this file` });
    }
  },
});

function credentialPaths(object: JsonObject): { path: Path; name: string }[] {
  const token = "a token that lets a node join";
  return [
    ...mapsAt(object, "bootstrapTokens").map(({ index }) => ({
      path: ["bootstrapTokens", index, "token"],
      name: token,
    })),
    { path: ["discovery", "bootstrapToken", "token"], name: token },
    { path: ["discovery", "tlsBootstrapToken"], name: token },
    { path: ["certificateKey"], name: "the key of the control plane's certificates" },
    { path: ["controlPlane", "certificateKey"], name: "the key of the control plane's certificates" },
  ];
}
