import { stringAt, stringsAt } from "../../kubernetes/fields";
import { defineInventoryRule } from "../define-rule";

/** A Secret with this annotation is there to be taken over, and holds nothing by itself. */
const TAKEN_OVER = /^sealedsecrets\.bitnami\.com\/(?:managed|patch)$/;

/** The values in clear are reported at the Secret; this says that the sealed or external one is in vain. */
export const plaintextTwin = defineInventoryRule({
  id: "secrets/plaintext-twin",
  title: "Sealed or external Secret has a twin in clear",
  severity: "high",
  why: "The same Secret lies beside it with its values in clear: sealing hides nothing, and the two overwrite each other in the cluster.",
  remediation: "Change the credential, remove the Secret in clear, and seal the new value.",
  standards: { cis: ["5.4.2"], mitre: ["T1552.001"], owasp: ["K08"] },
  since: "0.1.0",
  appliesTo: ["Secret", "bitnami.com/SealedSecret", "external-secrets.io/ExternalSecret"],
  eachNamespace: true,
  check({ inventory, report }) {
    for (const kind of ["bitnami.com/SealedSecret", "external-secrets.io/ExternalSecret"])
      for (const fact of inventory.ofKind(kind)) {
        const target = stringAt(fact.data, "spec", "target", "name");
        const name = target ?? fact.name;
        const twin = name === undefined ? undefined : inventory.find("Secret", fact.namespace, name);
        if (!twin || stringsAt(twin.data, "keys").length === 0) continue;
        if (Object.keys(twin.annotations).some((key) => TAKEN_OVER.test(key))) continue;
        report(fact, {
          path: target === undefined ? ["metadata", "name"] : ["spec", "target", "name"],
          message: `Secret "${name}" that this makes also lies in clear beside it`,
          related: [{ fact: twin, path: ["metadata", "name"], message: "the Secret in clear" }],
        });
      }
  },
});
