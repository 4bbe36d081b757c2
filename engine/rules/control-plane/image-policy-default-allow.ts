import { CONFIGURATION_KINDS } from "../../control-plane/configuration";
import { fix, set } from "../../fixes/change";
import { booleanAt, mapsAt, stringAt } from "../../kubernetes/fields";
import { defineConfigurationRule } from "./define-configuration-rule";

/** Source: CIS Kubernetes Benchmark 1.12, 5.5.1. */
export const imagePolicyDefaultAllow = defineConfigurationRule({
  id: "control-plane/image-policy-default-allow",
  title: "Images pass when their check fails",
  severity: "medium",
  why: "Whoever can stop the webhook, or overload it, runs any image.",
  remediation: "Set `imagePolicy.defaultAllow: false`.",
  standards: { cis: ["5.5.1"], nsa: ["image-scanning"], owasp: ["K02"] },
  controls: ["imagepolicywebhook-plugin"],
  fixable: true,
  since: "0.1.0",
  configurations: [CONFIGURATION_KINDS.admission],
  check({ configuration, report }) {
    for (const { index, value } of mapsAt(configuration.object, "plugins")) {
      if (stringAt(value, "name") !== "ImagePolicyWebhook") continue;
      const path = ["plugins", index, "configuration", "imagePolicy", "defaultAllow"];
      if (booleanAt(configuration.object, ...path) !== true) continue;
      const changes = configuration.edit([set(path, false)]);
      report({
        ...configuration.place(path),
        message: "images are let in when the webhook that judges them does not answer",
        fixes: changes.length > 0 ? [fix("unsafe", "Refuse images that cannot be judged", ...changes)] : [],
      });
    }
  },
});
