import type { Path } from "../../json";
import { mapsAt, numberAt, stringAt, stringMapAt } from "../../kubernetes/fields";
import type { Resource } from "../../kubernetes/resource";

/** A port of a Service, with its place. */
export interface ServicePort {
  readonly name: string | undefined;
  readonly port: number | undefined;
  readonly targetPort: number | string | undefined;
  readonly appProtocol: string | undefined;
  readonly at: Path;
}

/** The ports of a Service as written. */
export function servicePorts(resource: Resource): ServicePort[] {
  return mapsAt(resource.object, "spec", "ports").map(({ index, value }) => ({
    name: stringAt(value, "name"),
    port: numberAt(value, "port"),
    targetPort: numberAt(value, "targetPort") ?? stringAt(value, "targetPort"),
    appProtocol: stringAt(value, "appProtocol"),
    at: ["spec", "ports", index],
  }));
}

/** Names of what is made to face the Internet. */
export const EDGE =
  /(^|[-/])(ingress|ingressgateway|gateway|nginx-ingress|ingress-nginx|traefik|haproxy|contour|envoy|kong|istio-ingress|emissary|ambassador|apisix|caddy|nginx-gateway)([-/]|$)/;

/** Whether a Service belongs to an ingress or gateway controller, by its name, labels or selector. */
export function isEdgeController(resource: Resource): boolean {
  const selector = stringMapAt(resource.object, "spec", "selector");
  const names = [
    resource.name,
    resource.labels["app.kubernetes.io/name"],
    resource.labels.app,
    selector["app.kubernetes.io/name"],
    selector.app,
    selector.istio,
  ];
  return (
    names.some((name) => name !== undefined && EDGE.test(name)) ||
    "gateway.networking.k8s.io/gateway-name" in selector
  );
}
