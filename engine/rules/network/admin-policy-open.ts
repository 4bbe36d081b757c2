import type { JsonObject, JsonValue } from "../../json";
import { listAt, mapAt, mapsAt, stringAt, stringsAt } from "../../kubernetes/fields";
import { ADMIN_POLICY_KINDS } from "../../network/admin-policy";
import { isEmptySelector } from "../../network/empty-selector";
import { defineResourceRule } from "../define-rule";
import { isEveryAddress } from "./policy-rules";

/** What a peer means when it means everybody. */
function everybody(peer: JsonObject): string | undefined {
  if (stringsAt(peer, "networks").some(isEveryAddress)) return "every address";
  if (isEmptySelector(peer.namespaces)) return "every pod of the cluster";
  const pods: JsonValue | undefined = peer.pods;
  if (
    pods !== undefined &&
    isEmptySelector(mapAt(pods, "namespaceSelector")) &&
    isEmptySelector(mapAt(pods, "podSelector"))
  )
    return "every pod of the cluster";
  return undefined;
}

/** Source: network-policy-api v1alpha1 and v1alpha2: the admin tier decides before any NetworkPolicy is asked. */
export const adminPolicyOpen = defineResourceRule({
  id: "network/admin-policy-open",
  title: "Admin policy allows everybody before any NetworkPolicy is asked",
  severity: "high",
  why: "An allow in the admin tier is final: no NetworkPolicy of a namespace can close what it opens, and their owners do not see it. In the baseline tier it undoes the default deny for every namespace that has no policy of its own.",
  remediation: "Name peers and ports, or use `Pass` so that the namespaces' own policies decide.",
  standards: { cis: ["5.3.2"], nsa: ["network-policies"], mitre: ["T1210"], owasp: ["K07"] },
  since: "0.1.0",
  appliesTo: ADMIN_POLICY_KINDS,
  check({ resource, report }) {
    const isBaseline =
      resource.kind === "BaselineAdminNetworkPolicy" ||
      stringAt(resource.object, "spec", "tier") === "Baseline";
    for (const direction of ["ingress", "egress"] as const) {
      for (const { index, value } of mapsAt(resource.object, "spec", direction)) {
        const action = stringAt(value, "action");
        const hasPorts = listAt(value, "ports").length > 0 || listAt(value, "protocols").length > 0;
        if ((action !== "Allow" && action !== "Accept") || hasPorts) continue;
        const key = direction === "ingress" ? "from" : "to";
        const open = mapsAt(value, key).find((peer) => everybody(peer.value));
        if (!open) continue;
        report({
          path: ["spec", direction, index, key, open.index],
          ...(isBaseline ? { severity: "medium" as const } : {}),
          message: isBaseline
            ? `the baseline allows ${direction} ${key} ${everybody(open.value)} on every port`
            : `${direction} ${key} ${everybody(open.value)} is allowed on every port, whatever NetworkPolicies say`,
        });
      }
    }
  },
});
