import { fix, remove, set } from "../../fixes/change";
import type { Change } from "../../fixes/fix";
import { mapsAt, stringAt } from "../../kubernetes/fields";
import { describeContainer } from "../../kubernetes/pod-template";
import { defineContainerRule } from "../define-rule";
import { isSecret } from "./secret-evidence";

/** Points at the key `value`, never at the value. */
export const literalInEnv = defineContainerRule({
  id: "secrets/literal-in-env",
  title: "Secret in clear in an environment variable",
  severity: "high",
  why: "The value is in version control, in the pod for everybody who may read pods, and in crash dumps and child processes.",
  remediation:
    "Change the credential, keep it in the vault or a Secret that is not committed, and mount it as a file.",
  standards: { cis: ["5.4.1"], nsa: ["secrets-encryption"], mitre: ["T1552.001"], owasp: ["K08"] },
  equivalents: {
    "kube-linter": ["env-var-secret"],
    kubescape: ["C-0012", "C-0259"],
    polaris: ["sensitiveContainerEnvVar"],
  },
  controls: ["plaintext-secret-in-env-args"],
  fixable: true,
  since: "0.1.0",
  check({ container, resource, report }) {
    for (const { index, value } of mapsAt(container.spec, "env")) {
      const name = stringAt(value, "name");
      const literal = stringAt(value, "value");
      if (!name || literal === undefined || !isSecret(name, literal)) continue;
      const path = container.at("env", index, "value");
      const reference: Change = set(container.at("env", index, "valueFrom"), {
        secretKeyRef: { name: `${resource.name ?? "app"}-secrets`, key: name },
      });
      report({
        path,
        target: "key",
        message: `${describeContainer(container)} has a secret in clear in variable ${name}`,
        fixes: [fix("input", `Take ${name} from a Secret`, remove(path), reference)],
      });
    }
  },
});
