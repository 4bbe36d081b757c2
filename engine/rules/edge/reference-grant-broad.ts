import { mapsAt, stringAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";

/** Source: Gateway API `ReferenceGrantTo.name`: absent means every object of the kind in the namespace. */
export const referenceGrantBroad = defineResourceRule({
  id: "edge/reference-grant-broad",
  title: "ReferenceGrant opens every object of a kind",
  severity: "high",
  why: "Without a name the grant opens every Secret of this namespace to the other one: whoever creates a Gateway there serves, and so learns, keys that were never meant for it.",
  remediation: "Name the one Secret or Service that may be used.",
  standards: { mitre: ["T1552"], owasp: ["K07"] },
  since: "0.1.0",
  appliesTo: ["gateway.networking.k8s.io/ReferenceGrant"],
  check({ resource, report }) {
    for (const { index, value } of mapsAt(resource.object, "spec", "to")) {
      if (stringAt(value, "name")) continue;
      const kind = stringAt(value, "kind");
      const path = ["spec", "to", index, "name"];
      if (kind === "Secret")
        report({ path, message: "every Secret of this namespace may be used from the other one" });
      else if (kind === "Service")
        report({
          path,
          severity: "low",
          message: "every Service of this namespace may be reached by routes of the other one",
        });
    }
  },
});
