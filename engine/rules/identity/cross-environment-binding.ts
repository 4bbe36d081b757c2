import { defineResourceRule } from "../define-rule";
import { BINDING_KINDS, describeBinding, subjectsOf } from "./binding";

/** Words of a namespace's name that tell its environment. */
const PRODUCTION = new Set(["prod", "production", "prd", "live"]);
const OTHER = new Set([
  "dev",
  "development",
  "test",
  "testing",
  "qa",
  "stage",
  "staging",
  "sandbox",
  "preview",
  "ci",
]);

function environmentOf(namespace: string): "production" | "other" | undefined {
  const words = namespace.toLowerCase().split("-");
  if (words.some((word) => PRODUCTION.has(word))) return "production";
  return words.some((word) => OTHER.has(word)) ? "other" : undefined;
}

/** Judges by the names of namespaces, and only where both tell their environment. */
export const crossEnvironmentBinding = defineResourceRule({
  id: "identity/cross-environment-binding",
  title: "Account of another environment has rights in production",
  severity: "high",
  why: "Development is guarded less: whoever breaks into it there has these rights in production here.",
  remediation:
    "Bind an account that lives in production, and let a pipeline move artefacts, not rights, between environments.",
  standards: { nsa: ["rbac"], mitre: ["T1078"], owasp: ["K03"] },
  waive: "A delivery pipeline that lives in a guarded namespace of its own.",
  since: "0.1.0",
  appliesTo: BINDING_KINDS.slice(0, 1),
  check({ resource, report }) {
    if (!resource.namespace || environmentOf(resource.namespace) !== "production") return;
    for (const { index, kind, name, namespace } of subjectsOf(resource)) {
      if (kind !== "ServiceAccount" || !namespace || environmentOf(namespace) !== "other") continue;
      report({
        path: ["subjects", index, "namespace"],
        message: `${describeBinding(resource)} of "${resource.namespace}" gives rights to account "${name}" of "${namespace}", another environment`,
      });
    }
  },
});
