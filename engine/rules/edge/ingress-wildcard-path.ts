import { fix, set } from "../../fixes/change";
import { defineResourceRule } from "../define-rule";
import { INGRESS_KINDS, ingressRules } from "./ingress";

/** A pattern that begins at the root and takes everything: `/*`, `/.*`, `/(.*)`, `.*`, `*`. */
export const CATCH_ALL = /^\^?\/?\(?\.?[*+]\)?\$?$/;

/** A wildcard before the end: what follows it is reached below any prefix, `/../` included. */
export const INNER_WILDCARD = /\.[*+]\)?\/|\*\//;

/** Source: networking/v1 `HTTPIngressPath.path`; patterns are an extension of each controller. */
export const ingressWildcardPath = defineResourceRule({
  id: "edge/ingress-wildcard-path",
  title: "Ingress path is a wildcard",
  severity: "low",
  why: "A pattern that takes every path exposes admin, debug and metrics endpoints along with the application. Controllers read patterns differently, so what is exposed changes with the controller.",
  remediation: "Name the prefixes that are meant, with `pathType: Prefix` or `Exact`.",
  standards: { mitre: ["T1190"], owasp: ["K07"] },
  fixable: true,
  since: "0.1.0",
  appliesTo: INGRESS_KINDS,
  check({ resource, report }) {
    for (const { value, type, at } of ingressRules(resource).flatMap((rule) => rule.paths)) {
      if (value === undefined) continue;
      const isCatchAll = CATCH_ALL.test(value);
      if (!isCatchAll && !INNER_WILDCARD.test(value)) continue;
      const changes = [
        set([...at, "path"], "/"),
        ...(type === "Prefix" ? [] : [set([...at, "pathType"], "Prefix")]),
      ];
      report({
        path: [...at, "path"],
        message: isCatchAll
          ? `path "${value}" takes every request of the host`
          : `path "${value}" holds a wildcard before its end`,
        fixes: isCatchAll ? [fix("unsafe", "Write the path as the prefix /", ...changes)] : [],
      });
    }
  },
});
