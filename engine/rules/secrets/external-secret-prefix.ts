import { mapsAt, stringAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";

/** An opinion: by its name one sees whose a value in the vault is. */
export const externalSecretPrefix = defineResourceRule({
  id: "secrets/external-secret-prefix",
  title: "ExternalSecret reads a key without the name of its namespace",
  severity: "low",
  why: "Where one store serves several namespaces, only the name of a key tells whose it is: without it one team reads the values of another unnoticed.",
  remediation: "Name the keys in the vault after the namespace, and let its policy allow only those.",
  standards: { owasp: ["K08"] },
  equivalents: { kyverno: ["add-external-secret-prefix"] },
  opinion: true,
  controls: ["externalsecret-naming"],
  since: "0.1.0",
  appliesTo: ["external-secrets.io/ExternalSecret"],
  check({ resource, report }) {
    const { namespace, object } = resource;
    if (!namespace) return;
    for (const { index, value } of mapsAt(object, "spec", "data")) {
      const key = stringAt(value, "remoteRef", "key");
      if (
        !key ||
        key
          .split(/[/_.-]+/)
          .join("-")
          .includes(namespace)
      )
        continue;
      report({
        path: ["spec", "data", index, "remoteRef", "key"],
        message: `key "${key}" does not name the namespace "${namespace}"`,
      });
    }
  },
});
