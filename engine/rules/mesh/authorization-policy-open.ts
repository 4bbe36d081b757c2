import type { JsonObject, Path } from "../../json";
import { listAt, mapsAt, stringAt, stringsAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";

export const SOURCES = [
  "principals",
  "namespaces",
  "requestPrincipals",
  "ipBlocks",
  "remoteIpBlocks",
  "serviceAccounts",
  "notPrincipals",
  "notNamespaces",
  "notRequestPrincipals",
  "notIpBlocks",
  "notRemoteIpBlocks",
  "notServiceAccounts",
] as const;

/** Where a rule admits everybody: no source at all, or one that is a lone wildcard. */
function openPart(rule: JsonObject): { path: Path; isAnyone: boolean } | undefined {
  const from = mapsAt(rule, "from");
  if (listAt(rule, "when").length > 0) return undefined;
  if (from.length === 0) return listAt(rule, "to").length > 0 ? undefined : { path: [], isAnyone: true };
  for (const { index, value } of from) {
    const named = SOURCES.filter((key) => listAt(value, "source", key).length > 0);
    if (named.length === 0) return { path: ["from", index], isAnyone: true };
    const [only] = named;
    if (named.length > 1 || !only) continue;
    const values = stringsAt(value, "source", only);
    const wildcard = values.findIndex((each) => each === "*" || each === "0.0.0.0/0" || each === "::/0");
    if (wildcard >= 0)
      return {
        path: ["from", index, "source", only, wildcard],
        isAnyone: only.toLowerCase().includes("ipblocks"),
      };
  }
  return undefined;
}

/** Source: Istio `AuthorizationPolicy`: a rule without fields matches every request. */
export const authorizationPolicyOpen = defineResourceRule({
  id: "mesh/authorization-policy-open",
  title: "AuthorizationPolicy allows everybody",
  severity: "high",
  why: "A rule without a source, or with a lone wildcard, admits every caller. ALLOW policies add up, so it undoes the narrow ones beside it.",
  remediation: "Name the principals or namespaces that may call, and the operations.",
  standards: { nsa: ["network-policies"], mitre: ["T1210"], owasp: ["K07"] },
  equivalents: { kyverno: ["require-authorizationpolicies"] },
  controls: ["authorizationpolicy-present-effective-x"],
  waive: "The workload is the public entry and authenticates its users itself.",
  since: "0.1.0",
  appliesTo: ["security.istio.io/AuthorizationPolicy"],
  check({ resource, report }) {
    const action = stringAt(resource.object, "spec", "action") ?? "ALLOW";
    if (action !== "ALLOW") return;
    for (const { index, value } of mapsAt(resource.object, "spec", "rules")) {
      const open = openPart(value);
      if (!open) continue;
      report({
        path: ["spec", "rules", index, ...open.path],
        ...(open.isAnyone ? {} : { severity: "medium" as const }),
        message: open.isAnyone
          ? "this rule allows every caller"
          : "this rule allows every identity of the mesh",
      });
    }
  },
});
