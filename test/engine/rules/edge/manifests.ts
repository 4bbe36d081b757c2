import { stringify as print } from "yaml";

/** Prints as YAML 1.1, which quotes `on` and `off`: Kubernetes would read them as booleans. */
const stringify = (value: object) => print(value, { version: "1.1" });

/** An Ingress named `web` in namespace `shop`, as YAML. */
export function ingress(spec: object, annotations: object = {}, labels: object = {}): string {
  return stringify({
    apiVersion: "networking.k8s.io/v1",
    kind: "Ingress",
    metadata: { name: "web", namespace: "shop", annotations, labels },
    spec,
  });
}

/** A rule of an Ingress that sends one path to Service `web`, port 80. */
export function rule(
  host: string | undefined,
  path = "/",
  pathType = "Prefix",
  backend: object = toService("web", 80),
) {
  return { ...(host === undefined ? {} : { host }), http: { paths: [{ path, pathType, backend }] } };
}

/** A backend of an Ingress. */
export function toService(name: string, port: number | string): object {
  return { service: { name, port: typeof port === "number" ? { number: port } : { name: port } } };
}

/** A Service in namespace `shop`, as YAML. */
export function service(spec: object, annotations: object = {}, name = "web", labels: object = {}): string {
  return stringify({
    apiVersion: "v1",
    kind: "Service",
    metadata: { name, namespace: "shop", annotations, labels },
    spec: { selector: { app: name }, ports: [{ port: 80 }], ...spec },
  });
}
