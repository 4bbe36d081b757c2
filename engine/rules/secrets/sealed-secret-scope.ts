import { fix, remove } from "../../fixes/change";
import type { Path } from "../../json";
import { stringAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";

const CLUSTER_WIDE = "sealedsecrets.bitnami.com/cluster-wide";

/** Source: Sealed Secrets documentation, "Scopes". */
export const sealedSecretScope = defineResourceRule({
  id: "secrets/sealed-secret-scope",
  title: "SealedSecret may be unsealed in any namespace",
  severity: "medium",
  why: "A cluster-wide SealedSecret is bound to no name and no namespace: whoever may create one anywhere copies it from the repository and reads its values.",
  remediation: "Seal it again in the strict scope, for its own name and namespace.",
  standards: { mitre: ["T1552"], owasp: ["K08"] },
  fixable: true,
  since: "0.1.0",
  appliesTo: ["bitnami.com/SealedSecret"],
  check({ resource, report }) {
    const places: readonly Path[] = [
      ["metadata", "annotations", CLUSTER_WIDE],
      ["spec", "template", "metadata", "annotations", CLUSTER_WIDE],
    ];
    const path = places.find((place) => stringAt(resource.object, ...place) === "true");
    if (!path) return;
    report({
      path,
      message: `SealedSecret "${resource.name ?? ""}" is sealed cluster-wide and can be unsealed under any name in any namespace`,
      fixes: [fix("input", "Remove the scope, then seal the values again", remove(path))],
    });
  },
});
