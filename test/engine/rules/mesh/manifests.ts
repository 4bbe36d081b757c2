import { stringify } from "yaml";

/** A resource of namespace `shop` unless `metadata` says otherwise, as YAML 1.1 (which quotes `on` and `off`). */
export function mesh(apiVersion: string, kind: string, spec: object, metadata: object = {}): string {
  const resource = { apiVersion, kind, metadata: { name: "m", namespace: "shop", ...metadata }, spec };
  return stringify(resource, { version: "1.1" });
}

/** A Pod of namespace `shop`, as YAML. */
export function pod(spec: object, metadata: object = {}): string {
  const containers = [{ name: "main", image: "registry.example/main:1.0.0" }];
  return mesh("v1", "Pod", { containers, ...spec }, metadata);
}

/** A Namespace, as YAML. */
export function namespace(name: string, metadata: object): string {
  return stringify(
    { apiVersion: "v1", kind: "Namespace", metadata: { name, ...metadata } },
    { version: "1.1" },
  );
}

export const SECURITY = "security.istio.io/v1";
export const NETWORKING = "networking.istio.io/v1";
export const LINKERD = "policy.linkerd.io/v1alpha1";
