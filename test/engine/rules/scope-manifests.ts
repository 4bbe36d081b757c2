import { stringify } from "yaml";

/** Several resources as one YAML text. */
export function file(...resources: readonly object[]): string {
  return resources.map((resource) => stringify(resource)).join("---\n");
}

/** A Deployment whose pods carry the label `app`; in namespace `shop` unless told otherwise. */
export function deployment(
  name: string,
  options: {
    namespace?: string;
    labels?: object;
    ports?: readonly object[];
    podSpec?: object;
    image?: string;
  } = {},
): object {
  const labels = options.labels ?? { app: name };
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name, namespace: options.namespace ?? "shop" },
    spec: {
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          ...options.podSpec,
          containers: [
            {
              name: "main",
              image: options.image ?? `registry.example/${name}:1.0.0`,
              ...(options.ports ? { ports: options.ports } : {}),
            },
          ],
        },
      },
    },
  };
}

/** A Service of namespace `shop` that selects `app`. */
export function service(name: string, spec: object = {}, metadata: object = {}): object {
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name, namespace: "shop", ...metadata },
    spec: { selector: { app: name }, ports: [{ name: "http", port: 80, targetPort: 8080 }], ...spec },
  };
}

/** A NetworkPolicy of namespace `shop` that selects every pod unless told otherwise. */
export function networkPolicy(name: string, spec: object = {}, namespace = "shop"): object {
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name, namespace },
    spec: { podSelector: {}, ...spec },
  };
}

/** An Ingress of namespace `shop` with one rule. */
export function ingressTo(name: string, port: object, metadata: object = {}, spec: object = {}): object {
  const backend = { service: { name, port } };
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "Ingress",
    metadata: { name: "edge", namespace: "shop", ...metadata },
    spec: {
      rules: [{ host: "a.example.com", http: { paths: [{ path: "/", pathType: "Prefix", backend }] } }],
      ...spec,
    },
  };
}

/** Any resource of the group and version. */
export function resource(
  apiVersion: string,
  kind: string,
  name: string,
  content: object,
  namespace?: string,
): object {
  return { apiVersion, kind, metadata: { name, ...(namespace ? { namespace } : {}) }, ...content };
}
