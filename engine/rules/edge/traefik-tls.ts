import { fix, set } from "../../fixes/change";
import { hasMap, listAt, stringAt, stringsAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";

const OLD = new Set(["VersionTLS10", "VersionTLS11"]);

/** Source: doc.traefik.io, Kubernetes CRD provider: the TLSOption named `default` holds for the whole cluster. */
export const traefikTls = defineResourceRule({
  id: "edge/traefik-tls",
  title: "Traefik serves without TLS or changes it for everybody",
  severity: "medium",
  why: "A route without TLS is read on the path. A TLSOption named `default` changes ciphers and client authentication of every route of the cluster, from any namespace.",
  remediation: "Give the route a `tls` section; give the TLSOption a name of its own and at least TLS 1.2.",
  standards: { nsa: ["tls"], mitre: ["T1557"], owasp: ["K07"] },
  equivalents: { kyverno: ["disallow-default-tlsoptions"] },
  controls: ["traefik-openshift-routes"],
  fixable: true,
  since: "0.1.0",
  appliesTo: [
    "traefik.io/IngressRoute",
    "traefik.containo.us/IngressRoute",
    "traefik.io/TLSOption",
    "traefik.containo.us/TLSOption",
  ],
  check({ resource, options, report }) {
    if (resource.kind === "IngressRoute") {
      const entryPoints = stringsAt(resource.object, "spec", "entryPoints");
      const isPlain =
        entryPoints.length > 0 && entryPoints.every((name) => name === "web" || name === "http");
      // A plain entry point without TLS is how redirects are written: a middleware answers instead of a service.
      const redirects = listAt(resource.object, "spec", "routes").some((route) =>
        listAt(route, "middlewares").some((item) => /redirect/.test(stringAt(item, "name") ?? "")),
      );
      if (
        !isPlain ||
        hasMap(resource.object, "spec", "tls") ||
        redirects ||
        options.tlsTerminatedBy !== undefined
      )
        return;
      report({ path: ["spec", "entryPoints"], message: "the route is served on a plain entry point alone" });
      return;
    }
    if (resource.name === "default")
      report({
        path: ["metadata", "name"],
        message: 'a TLSOption named "default" holds for every route of the cluster',
      });
    const version = stringAt(resource.object, "spec", "minVersion");
    if (version !== undefined && OLD.has(version)) {
      const path = ["spec", "minVersion"];
      report({
        path,
        message: `${version} is broken and obsolete`,
        fixes: [fix("harden", "Require TLS 1.2", set(path, "VersionTLS12"))],
      });
    }
  },
});
