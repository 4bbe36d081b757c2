import { mapsAt, stringAt, stringMapAt, stringsAt } from "../../kubernetes/fields";
import type { Resource } from "../../kubernetes/resource";
import { defineResourceRule } from "../define-rule";
import type { ResourceContext } from "../rule";
import { consoleNamed, isAdminHost } from "./admin-consoles";
import { INGRESS_KINDS, ingressRules } from "./ingress";
import { isRestrictedLoadBalancer } from "./load-balancer";

/** Annotations by which an ingress controller asks who calls, or admits named addresses only. */
export const AUTHENTICATION =
  /^(nginx\.ingress\.kubernetes\.io\/(auth-url|auth-type|auth-tls-secret|whitelist-source-range|allowlist-source-range)|traefik\.ingress\.kubernetes\.io\/router\.middlewares|haproxy-ingress\.github\.io\/(auth-url|auth-secret|auth-tls-secret|allowlist-source-range)|haproxy\.org\/(auth-type|allow-list)|alb\.ingress\.kubernetes\.io\/(auth-type|inbound-cidrs|mutual-authentication)|nginx\.org\/(basic-auth-secret|policies)|konghq\.com\/plugins|appgw\.ingress\.kubernetes\.io\/(use-private-ip|appgw-ssl-profile))$/;

const INTERNAL_SCHEME: readonly (readonly [string, string])[] = [
  ["alb.ingress.kubernetes.io/scheme", "internal"],
  ["kubernetes.io/ingress.class", "gce-internal"],
];

function isAuthenticated({ annotations }: Resource): boolean {
  return (
    Object.entries(annotations).some(
      ([key, value]) => AUTHENTICATION.test(key) && value !== "" && value !== "false",
    ) || INTERNAL_SCHEME.some(([key, value]) => annotations[key] === value)
  );
}

/** A proxy that asks who calls stands in front. */
export const AUTH_PROXY = /oauth2?-proxy|auth-proxy|authelia|authentik|pomerium|keycloak-gatekeeper|dex/;

/** Source: MITRE ATT&CK T1133 (exposed dashboards); kubernetes.io dashboard notes; vendors' defaults. */
export const adminConsoleExposed = defineResourceRule({
  id: "edge/admin-console-exposed",
  title: "Admin console is exposed without authentication in front",
  severity: "high",
  why: "Consoles such as these run jobs, read data or change the cluster for whoever opens them. Scanners find them within hours, and crypto-miners follow.",
  remediation:
    "Put authentication in front (an auth annotation, an OAuth2 proxy, a client certificate), or keep the console inside and use port-forward.",
  standards: { mitre: ["T1133", "T1190"], owasp: ["K07", "K06"] },
  equivalents: { kubescape: ["C-0021", "C-0274"] },
  controls: ["known-sensitive-uis-ai-servers-exposed-x"],
  waive: "The console asks for a login of its own, with single sign-on and no default password.",
  since: "0.1.0",
  appliesTo: [...INGRESS_KINDS, "gateway.networking.k8s.io/HTTPRoute", "Service", "route.openshift.io/Route"],
  check(context) {
    if (context.resource.kind === "Service") checkService(context);
    else if (context.resource.kind === "Ingress") checkIngress(context);
    else checkRoute(context);
  },
});

function checkIngress({ resource, report }: ResourceContext): void {
  if (isAuthenticated(resource)) return;
  for (const rule of ingressRules(resource)) {
    const backend = rule.paths.find(({ service }) => consoleNamed(service));
    const isProxied = rule.paths.some(({ service }) => service !== undefined && AUTH_PROXY.test(service));
    if (isProxied) continue;
    const found = consoleNamed(backend?.service) ?? consoleNamed(rule.host?.split(".")[0]);
    if (found) {
      const path = backend ? backend.at : rule.path;
      report({
        path: backend ? [...path, "backend", "service", "name"] : [...path, "host"],
        message: `${found} is exposed${rule.host ? ` as "${rule.host}"` : ""} without authentication`,
      });
    } else if (rule.host && isAdminHost(rule.host)) {
      report({
        path: [...rule.path, "host"],
        severity: "low",
        message: `"${rule.host}" is for administrators and has no authentication in front`,
      });
    }
  }
}

function checkRoute({ resource, report }: ResourceContext): void {
  const host =
    stringAt(resource.object, "spec", "host") ?? stringsAt(resource.object, "spec", "hostnames")[0];
  const target = stringAt(resource.object, "spec", "to", "name");
  const refs = mapsAt(resource.object, "spec", "rules").flatMap((rule) =>
    mapsAt(rule.value, "backendRefs").map((ref) => ({
      name: stringAt(ref.value, "name"),
      path: ["spec", "rules", rule.index, "backendRefs", ref.index, "name"],
      // A filter of an implementation (an external authorisation, a policy) may ask who calls.
      isFiltered: mapsAt(rule.value, "filters").some(({ value }) => value.type === "ExtensionRef"),
    })),
  );
  if (target !== undefined) refs.push({ name: target, path: ["spec", "to", "name"], isFiltered: false });
  for (const { name, path, isFiltered } of refs) {
    const found = consoleNamed(name);
    if (!found || isFiltered) continue;
    report({ path, message: `${found} is exposed${host ? ` as "${host}"` : ""} without authentication` });
  }
}

function checkService({ resource, report }: ResourceContext): void {
  const type = stringAt(resource.object, "spec", "type");
  if (type !== "NodePort" && (type !== "LoadBalancer" || isRestrictedLoadBalancer(resource))) return;
  const selector = stringMapAt(resource.object, "spec", "selector");
  const found = consoleNamed(
    resource.name,
    selector["app.kubernetes.io/name"],
    selector.app,
    selector["k8s-app"],
  );
  if (found)
    report({ path: ["spec", "type"], message: `${found} is exposed by a ${type} without authentication` });
}
