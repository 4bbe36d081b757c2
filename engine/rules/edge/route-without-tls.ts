import { fix, set } from "../../fixes/change";
import { hasMap, stringAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";

/** Source: OpenShift `route.openshift.io/v1` TLSConfig. */
export const routeWithoutTls = defineResourceRule({
  id: "edge/route-without-tls",
  title: "OpenShift Route serves plain HTTP",
  severity: "medium",
  why: "Sessions, tokens and passwords cross every network on the way in clear text. Whoever sits on the path reads and changes them.",
  remediation: "Terminate TLS (`edge` or `reencrypt`) and redirect plain requests.",
  standards: { nsa: ["tls"], mitre: ["T1557"], owasp: ["K07"] },
  equivalents: { kyverno: ["check-routes"] },
  controls: ["traefik-openshift-routes"],
  fixable: true,
  since: "0.1.0",
  appliesTo: ["route.openshift.io/Route"],
  check({ resource, options, report }) {
    const path = ["spec", "tls"];
    if (!hasMap(resource.object, "spec", "tls")) {
      if (options.tlsTerminatedBy !== undefined) return;
      report({
        path,
        message: "this Route has no TLS",
        fixes: [
          fix(
            "harden",
            "Terminate TLS at the router and redirect",
            set(path, { termination: "edge", insecureEdgeTerminationPolicy: "Redirect" }),
          ),
        ],
      });
    } else if (stringAt(resource.object, "spec", "tls", "insecureEdgeTerminationPolicy") === "Allow") {
      const policy = [...path, "insecureEdgeTerminationPolicy"];
      report({
        path: policy,
        message: "plain HTTP is served beside TLS",
        fixes: [fix("harden", "Redirect to HTTPS", set(policy, "Redirect"))],
      });
    }
  },
});
