import { fix, remove, set } from "../../fixes/change";
import { defineResourceRule } from "../define-rule";
import { INGRESS_KINDS, ingressClass, ingressRules } from "./ingress";

export const KEYS: readonly string[] = [
  "nginx.ingress.kubernetes.io/backend-protocol",
  "appgw.ingress.kubernetes.io/backend-protocol",
  "alb.ingress.kubernetes.io/backend-protocol",
  "haproxy-ingress.github.io/backend-protocol",
];

function speaksTls(port: number | string | undefined): boolean | undefined {
  if (port === 443 || port === 8443 || port === "https" || port === "https-web") return true;
  if (port === 80 || port === 8080 || port === "http" || port === "web") return false;
  return undefined;
}

/** Sources: annotations of ingress-nginx, AGIC and the AWS controller; AGIC speaks HTTPS to port 443 by itself. */
export const backendProtocol = defineResourceRule({
  id: "edge/backend-protocol",
  title: "Ingress speaks another protocol than its backend's port",
  severity: "medium",
  why: "The controller speaks HTTP to a port that expects TLS, or the other way round, and answers 502 or 400 while every pod is healthy.",
  remediation: "Set the backend protocol that the port speaks, or send the requests to the other port.",
  fixable: true,
  since: "0.1.0",
  appliesTo: INGRESS_KINDS,
  check({ resource, report }) {
    const key = KEYS.find((each) => resource.annotations[each] !== undefined);
    const protocol = key ? (resource.annotations[key] ?? "").toUpperCase() : undefined;
    const paths = ingressRules(resource).flatMap((rule) => rule.paths);
    if (key && (protocol === "HTTPS" || protocol === "HTTP")) {
      const wrong = paths.find(({ port }) => speaksTls(port) === (protocol === "HTTP"));
      // Ports of both kinds in one Ingress cannot be served by one annotation; which is wrong, only the author knows.
      if (!wrong) return;
      const path = ["metadata", "annotations", key];
      const isWhole = paths.every(({ port }) => speaksTls(port) === (protocol === "HTTP"));
      const [title, change] =
        protocol === "HTTP"
          ? (["Speak HTTPS to the backend", set(path, "HTTPS")] as const)
          : (["Speak HTTP to the backend", remove(path)] as const);
      report({
        path,
        message: `the controller speaks ${protocol} to port ${wrong.port}, which is one of ${protocol === "HTTP" ? "HTTPS" : "HTTP"} by its look`,
        fixes: isWhole ? [fix("unsafe", title, change)] : [],
      });
      return;
    }
    if (
      ingressClass(resource) !== "nginx" ||
      protocol !== undefined ||
      resource.annotations["nginx.ingress.kubernetes.io/ssl-passthrough"] === "true"
    )
      return;
    for (const { port, portAt } of paths) {
      if (port !== 443 && port !== "https") continue;
      report({
        path: portAt,
        message: `nginx speaks plain HTTP to port ${port} unless backend-protocol says HTTPS`,
        fixes: [
          fix(
            "unsafe",
            "Speak HTTPS to the backend",
            set(["metadata", "annotations", "nginx.ingress.kubernetes.io/backend-protocol"], "HTTPS"),
          ),
        ],
      });
      return;
    }
  },
});
