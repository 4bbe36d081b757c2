import { mapsAt, stringAt } from "../../kubernetes/fields";
import { describeContainer } from "../../kubernetes/pod-template";
import { defineContainerRule } from "../define-rule";

/** A hint, once a container: at the first reference, naming all. */
export const secretInEnv = defineContainerRule({
  id: "secrets/secret-in-env",
  title: "Secret handed over as environment variable",
  severity: "low",
  why: "Variables are inherited by every child process and end in crash dumps and debug pages; they never change while the pod runs, so that a rotated Secret is not picked up.",
  remediation: "Mount the Secret as a volume and let the program read the file.",
  standards: { cis: ["5.4.1"], mitre: ["T1552.007"], owasp: ["K08"] },
  equivalents: {
    "kube-linter": ["read-secret-from-env-var"],
    checkov: ["CKV_K8S_35"],
    kubescape: ["C-0207"],
    kubesec: ["SecretsAsEnvironmentVariables"],
    kics: ["3d658f8b"],
    kyverno: ["secrets-not-from-env-vars"],
    terrascan: ["AC_K8S_0051"],
  },
  controls: ["secret-via-env-secretkeyref-secretref"],
  waive: "A program that can take its credential from the environment only.",
  since: "0.1.0",
  check({ container, report }) {
    const variables = mapsAt(container.spec, "env").flatMap(({ index, value }) => {
      const secret = stringAt(value, "valueFrom", "secretKeyRef", "name");
      return secret === undefined
        ? []
        : [
            {
              path: container.at("env", index, "valueFrom", "secretKeyRef", "name"),
              name: stringAt(value, "name") ?? secret,
            },
          ];
    });
    const sources = mapsAt(container.spec, "envFrom").flatMap(({ index, value }) => {
      const secret = stringAt(value, "secretRef", "name");
      return secret === undefined
        ? []
        : [{ path: container.at("envFrom", index, "secretRef", "name"), name: `all of "${secret}"` }];
    });
    const [first] = [...variables, ...sources];
    if (!first) return;
    const names = [...variables, ...sources].map(({ name }) => name);
    report({
      path: first.path,
      message: `${describeContainer(container)} takes ${names.join(", ")} from a Secret as environment variable, where a file would do`,
    });
  },
});
