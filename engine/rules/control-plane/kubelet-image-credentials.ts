import { CONFIGURATION_KINDS } from "../../control-plane/configuration";
import { fix, set } from "../../fixes/change";
import { stringAt } from "../../kubernetes/fields";
import { defineConfigurationRule } from "./define-configuration-rule";

/** Source: KEP-2535; k8s.io/kubelet config/v1beta1 */
export const kubeletImageCredentials = defineConfigurationRule({
  id: "control-plane/kubelet-image-credentials",
  title: "Private images on a node are open to every pod",
  severity: "medium",
  why: "With `NeverVerify` a pod may run a private image that another pod pulled, although it has no credentials for it.",
  remediation: "Remove `imagePullCredentialsVerificationPolicy: NeverVerify`.",
  standards: { nsa: ["control-plane"], owasp: ["K02"] },
  fixable: true,
  since: "0.1.0",
  configurations: [CONFIGURATION_KINDS.kubelet],
  check({ configuration, report }) {
    const path = ["imagePullCredentialsVerificationPolicy"];
    if (stringAt(configuration.object, ...path) !== "NeverVerify") return;
    const changes = configuration.edit([set(path, "NeverVerifyPreloadedImages")]);
    report({
      ...configuration.place(path),
      message: "kubelet does not ask who may use an image that is on the node already",
      fixes: changes.length > 0 ? [fix("unsafe", "Verify all but preloaded images", ...changes)] : [],
    });
  },
});
