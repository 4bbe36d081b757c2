import { file, resource } from "../scope-manifests";

/** A Gateway with these listeners, as YAML. */
export function gateway(...listeners: object[]): string {
  return file(
    resource(
      "gateway.networking.k8s.io/v1",
      "Gateway",
      "edge",
      { spec: { gatewayClassName: "c", listeners } },
      "gateways",
    ),
  );
}

/** An HTTPS listener with a certificate and a host. */
export function https(extra: object = {}): object {
  return {
    name: "https",
    protocol: "HTTPS",
    port: 443,
    hostname: "a.example.com",
    tls: { certificateRefs: [{ name: "tls" }] },
    ...extra,
  };
}
