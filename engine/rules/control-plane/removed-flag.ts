import { COMPONENT_NAMES } from "../../control-plane/component";
import { REMOVED_FLAGS } from "../../control-plane/removed-flags";
import { fix } from "../../fixes/change";
import { formatKubernetesVersion } from "../../kubernetes/kubernetes-version";
import { defineComponentRule } from "./define-flag-rule";

/** Source: Kubernetes documentation, configuration APIs of kubeadm, kubelet and API server. */
export const removedFlag = defineComponentRule({
  id: "control-plane/removed-flag",
  title: "Flag does not exist any more",
  severity: "medium",
  why: "A component that is given a flag it does not know does not start: the hardening that the flag once was is now an outage.",
  remediation: "Remove the flag.",
  standards: { nsa: ["control-plane"], owasp: ["K09"] },
  controls: [
    "basic-auth-file-unset",
    "kubelet-https-not-false",
    "insecure-bind-address-unset",
    "insecure-port-0",
  ],
  fixable: true,
  since: "0.1.0",
  components: COMPONENT_NAMES,
  check({ component, version, report }) {
    if (component.source === "file") return;
    for (const flag of component.flags) {
      const life = REMOVED_FLAGS.find(
        ({ components, flags }) => components.includes(component.name) && flags.includes(flag.name),
      );
      if (!life || version < life.removed) continue;
      const changes = flag.remove();
      report({
        ...flag.place,
        message: `${component.name} does not start with --${flag.name}, which left it in ${formatKubernetesVersion(life.removed)}: ${life.instead}`,
        fixes: changes.length > 0 ? [fix("safe", `Remove --${flag.name}`, ...changes)] : [],
      });
    }
  },
});
