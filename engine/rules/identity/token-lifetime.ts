import { fix, set } from "../../fixes/change";
import { mapsAt, numberAt } from "../../kubernetes/fields";
import { definePodRule } from "../define-rule";

const DAY = 86_400;

/** Source: core/v1 `ServiceAccountTokenProjection`: default 3600, at least 600 seconds; the kubelet renews it in time. */
export const tokenLifetime = definePodRule({
  id: "identity/token-lifetime",
  title: "Projected token lives longer than a day",
  severity: "low",
  why: "A stolen token is good until it expires, even if the pod is replaced at once where it is used outside the cluster.",
  remediation: "Leave expirationSeconds at an hour; the kubelet renews the file long before.",
  standards: { nsa: ["rbac"], mitre: ["T1528"], owasp: ["K08"] },
  fixable: true,
  since: "0.1.0",
  check({ pod, report }) {
    for (const { index, value } of mapsAt(pod.spec, "volumes"))
      for (const { index: source, value: projection } of mapsAt(value, "projected", "sources")) {
        const seconds = numberAt(projection, "serviceAccountToken", "expirationSeconds");
        if (seconds === undefined || seconds <= DAY) continue;
        const path = pod.at(
          "volumes",
          index,
          "projected",
          "sources",
          source,
          "serviceAccountToken",
          "expirationSeconds",
        );
        report({
          path,
          message: `the projected token lives ${Math.round(seconds / 3600)} hours`,
          fixes: [
            fix(
              "harden",
              "Let the token live an hour; a program that reads it only once will notice",
              set(path, 3600),
            ),
          ],
        });
      }
  },
});
