import { CONFIGURATION_KINDS } from "../../control-plane/configuration";
import { fix, remove } from "../../fixes/change";
import { booleanAt, listAt } from "../../kubernetes/fields";
import { defineConfigurationRule } from "./define-configuration-rule";

/** Source: Kubernetes documentation, configuration APIs of kubeadm, kubelet and API server. */
export const joinWithoutVerification = defineConfigurationRule({
  id: "control-plane/join-without-verification",
  title: "Node joins without verifying the cluster",
  severity: "high",
  why: "The node trusts whoever answers at that address: somebody in between gets its join token and every Secret that is sent to its pods.",
  remediation: "Give `caCertHashes` and remove `unsafeSkipCAVerification`.",
  standards: { nsa: ["tls"], mitre: ["T1557"], owasp: ["K09"] },
  fixable: true,
  since: "0.1.0",
  configurations: [CONFIGURATION_KINDS.joinConfiguration],
  check({ configuration, report }) {
    const path = ["discovery", "bootstrapToken", "unsafeSkipCAVerification"];
    if (booleanAt(configuration.object, ...path) !== true) return;
    const hashes = listAt(configuration.object, "discovery", "bootstrapToken", "caCertHashes");
    const changes = hashes.length > 0 ? configuration.edit([remove(path)]) : [];
    report({
      ...configuration.place(path),
      message: "the node joins whatever cluster answers: its certificate authority is not verified",
      fixes:
        changes.length > 0 ? [fix("unsafe", "Verify the cluster's certificate authority", ...changes)] : [],
    });
  },
});
