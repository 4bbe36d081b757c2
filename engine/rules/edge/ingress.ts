import { type Path, valueAt } from "../../json";
import { mapsAt, numberAt, stringAt } from "../../kubernetes/fields";
import type { GroupKind, Resource } from "../../kubernetes/resource";

/** The Ingress kinds, the groups of old manifests included. */
export const INGRESS_KINDS: readonly GroupKind[] = ["networking.k8s.io/Ingress", "extensions/Ingress"];

/** A rule of an Ingress, with its place. */
export interface IngressRule {
  readonly host: string | undefined;
  readonly path: Path;
  readonly paths: readonly IngressPath[];
}

/** A path of an Ingress rule, with its place and backend. */
export interface IngressPath {
  readonly value: string | undefined;
  readonly type: string | undefined;
  readonly service: string | undefined;
  /** The Service port by number or name. */
  readonly port: number | string | undefined;
  readonly at: Path;
  /** Where the port is written. */
  readonly portAt: Path;
}

/** The rules of an Ingress as written, of either API version. */
export function ingressRules(resource: Pick<Resource, "object">): IngressRule[] {
  return mapsAt(resource.object, "spec", "rules").map(({ index, value }) => {
    const path: Path = ["spec", "rules", index];
    return {
      host: stringAt(value, "host"),
      path,
      paths: mapsAt(value, "http", "paths").map((item) => {
        const at: Path = [...path, "http", "paths", item.index];
        const modern = valueAt(item.value, ["backend", "service"]) !== undefined;
        const portPath: Path = modern ? ["backend", "service", "port"] : ["backend", "servicePort"];
        const port = modern
          ? (numberAt(item.value, ...portPath, "number") ?? stringAt(item.value, ...portPath, "name"))
          : (numberAt(item.value, ...portPath) ?? stringAt(item.value, ...portPath));
        return {
          value: stringAt(item.value, "path"),
          type: stringAt(item.value, "pathType"),
          service: modern
            ? stringAt(item.value, "backend", "service", "name")
            : stringAt(item.value, "backend", "serviceName"),
          port,
          at,
          portAt: modern
            ? [...at, ...portPath, typeof port === "number" ? "number" : "name"]
            : [...at, ...portPath],
        };
      }),
    };
  });
}

/** The class an Ingress asks for, by field or by the older annotation. */
export function ingressClass(resource: Resource): string | undefined {
  return (
    stringAt(resource.object, "spec", "ingressClassName") ??
    resource.annotations["kubernetes.io/ingress.class"]
  );
}

/** Whether the Ingress is handled by Azure's Application Gateway Ingress Controller. */
export function isApplicationGateway(resource: Resource): boolean {
  const name = ingressClass(resource);
  return name === "azure/application-gateway" || name === "azure-application-gateway";
}

/** Whether the Ingress is the short-lived one with which cert-manager answers an ACME challenge over plain HTTP. */
export function isChallengeSolver(resource: Pick<Resource, "labels" | "object">): boolean {
  if (resource.labels["acme.cert-manager.io/http01-solver"] === "true") return true;
  const paths = ingressRules(resource).flatMap((rule) => rule.paths);
  return paths.length > 0 && paths.every(({ value }) => value?.startsWith("/.well-known/acme-challenge"));
}

/** Whether a host is covered by a name that may start with a wildcard label (`*.example.com` covers one label). */
export function hostCoveredBy(host: string, name: string): boolean {
  if (host === name) return true;
  return name.startsWith("*.") && host.includes(".") && host.slice(host.indexOf(".")) === name.slice(1);
}
