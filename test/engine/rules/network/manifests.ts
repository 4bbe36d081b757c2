import { stringify } from "yaml";

/** A NetworkPolicy named `web` in namespace `shop`, as YAML. */
export function policy(spec: object, metadata: object = {}): string {
  return stringify({
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name: "web", namespace: "shop", ...metadata },
    spec: { podSelector: {}, ...spec },
  });
}

/** A policy that isolates egress and has these rules. */
export function egress(...rules: object[]): string {
  return policy({ policyTypes: ["Egress"], egress: rules });
}

/** A policy that isolates ingress and has these rules. */
export function ingress(...rules: object[]): string {
  return policy({ policyTypes: ["Ingress"], ingress: rules });
}
