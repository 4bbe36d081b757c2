import { fix, remove } from "../../fixes/change";
import { listAt, mapsAt, stringAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";

/**
 * Before Kubernetes 1.24 every account had such a Secret. Since then a listed token is one that somebody made.
 *
 * Source: Kubernetes changelog 1.24 (no token Secret is made); documentation, "Managing Service Accounts".
 */
export const accountSecrets = defineResourceRule({
  id: "identity/account-secrets",
  title: "ServiceAccount lists a token Secret",
  severity: "low",
  why: "A token in a Secret never expires and is not bound to a pod: a copy of it is good until somebody deletes the Secret.",
  remediation:
    "Remove the entry and the Secret; pods get short-lived tokens by themselves, and others by kubectl create token.",
  standards: { nsa: ["rbac"], mitre: ["T1528"], owasp: ["K08"] },
  equivalents: { kyverno: ["check-serviceaccount-secrets"] },
  controls: ["long-lived-sa-token-secret"],
  fixable: true,
  since: "0.1.0",
  appliesTo: ["ServiceAccount"],
  check({ resource, report }) {
    const entries = mapsAt(resource.object, "secrets");
    for (const { index, value } of entries) {
      const name = stringAt(value, "name");
      if (!name || !/-token(-[a-z0-9]{5})?$/.test(name)) continue;
      const only = listAt(resource.object, "secrets").length === 1;
      report({
        path: ["secrets", index, "name"],
        message: `ServiceAccount "${resource.name ?? ""}" lists "${name}", a token that never expires`,
        fixes: [fix("unsafe", "Remove the entry", remove(only ? ["secrets"] : ["secrets", index]))],
      });
    }
  },
});
