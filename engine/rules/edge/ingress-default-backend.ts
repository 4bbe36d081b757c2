import { fix, remove } from "../../fixes/change";
import { hasMap, listAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";
import { INGRESS_KINDS } from "./ingress";

/** Source: networking/v1 `IngressSpec.defaultBackend` (`spec.backend` before v1). */
export const ingressDefaultBackend = defineResourceRule({
  id: "edge/ingress-default-backend",
  title: "Ingress has a default backend",
  severity: "medium",
  why: "The default backend takes every request that no rule names: scans, forgotten hosts, raw addresses. The service behind it is exposed far beyond what the rules say.",
  remediation: "Remove the default backend and name each host and path in a rule.",
  standards: { mitre: ["T1190"], owasp: ["K07"] },
  equivalents: { kyverno: ["restrict-ingress-defaultbackend"] },
  controls: ["ingress-default-backend"],
  waive: "The backend is a page made for this: it says 404 and holds nothing.",
  fixable: true,
  since: "0.1.0",
  appliesTo: INGRESS_KINDS,
  check({ resource, report }) {
    for (const field of ["defaultBackend", "backend"]) {
      if (!hasMap(resource.object, "spec", field)) continue;
      const hasRules = listAt(resource.object, "spec", "rules").length > 0;
      report({
        path: ["spec", field],
        message: "requests that no rule names reach the default backend",
        fixes: hasRules ? [fix("unsafe", "Remove the default backend", remove(["spec", field]))] : [],
      });
    }
  },
});
