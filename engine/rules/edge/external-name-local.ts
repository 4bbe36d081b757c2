import { stringAt } from "../../kubernetes/fields";
import { isLinkLocal, isLoopback, parseAddress } from "../../network/address";
import { defineResourceRule } from "../define-rule";

/** Names and addresses that mean the proxy itself, the node's metadata or the API server. */
function hazardOf(name: string): string | undefined {
  const bare = name.toLowerCase().replace(/\.$/, "");
  if (bare === "localhost" || bare.endsWith(".localhost") || bare.startsWith("localhost."))
    return "the host of whoever follows it";
  if (/^kubernetes(\.default(\.svc(\.cluster\.local)?)?)?$/.test(bare)) return "the API server";
  if (bare === "metadata.google.internal") return "the cloud's metadata service";
  const address = parseAddress(bare);
  if (!address) return undefined;
  if (isLoopback(address)) return "the host of whoever follows it";
  return isLinkLocal(address) ? "the cloud's metadata service" : undefined;
}

/** Source: core/v1 `ServiceSpec.externalName`; ingress controllers follow it as a proxy. */
export const externalNameLocal = defineResourceRule({
  id: "edge/external-name-local",
  title: "ExternalName points at the proxy itself or at an internal service",
  severity: "high",
  why: "Whoever proxies to the Service connects from its own place: an ingress controller then serves its own admin port, the metadata service or the API server to the outside.",
  remediation: "Point the Service at the name that is really meant, or remove it.",
  standards: { mitre: ["T1190", "T1552"], owasp: ["K07"] },
  equivalents: { kyverno: ["no-localhost-service"] },
  controls: ["externalname-localhost-loopback-endpoints-endpointslice"],
  since: "0.1.0",
  appliesTo: ["Service"],
  check({ resource, report }) {
    if (stringAt(resource.object, "spec", "type") !== "ExternalName") return;
    const name = stringAt(resource.object, "spec", "externalName");
    const hazard = name === undefined ? undefined : hazardOf(name);
    if (hazard) report({ path: ["spec", "externalName"], message: `"${name}" leads to ${hazard}` });
  },
});
