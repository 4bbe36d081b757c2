import { mapsAt, stringAt } from "../../kubernetes/fields";
import { isLinkLocal, isLoopback, parseAddress } from "../../network/address";
import { defineResourceRule } from "../define-rule";

/** What is wrong with the address that the control plane fetches keys from. */
function faultOf(text: string): string | undefined {
  const match = /^(https?):\/\/(\[[^\]]+\]|[^/:?#]+)/i.exec(text);
  if (!match) return "is no address that keys can be fetched from";
  const host = (match[2] ?? "").replace(/^\[|\]$/g, "").toLowerCase();
  const address = parseAddress(host);
  if (
    (address && (isLoopback(address) || isLinkLocal(address))) ||
    host === "localhost" ||
    host === "metadata.google.internal"
  )
    return "lets the control plane ask itself or the metadata service";
  return match[1]?.toLowerCase() === "http" ? "fetches the keys over plain HTTP" : undefined;
}

/** Source: Istio `JWTRule`: istiod fetches `jwksUri`; analysis messages IST0149, IST0175. */
export const requestAuthentication = defineResourceRule({
  id: "mesh/request-authentication",
  title: "Signing keys of tokens come from an untrusted place",
  severity: "high",
  why: "Whoever answers for the key address decides which tokens are genuine. The control plane fetches it, so an inner address also makes it ask services that are not meant for its author.",
  remediation: "Fetch the keys over HTTPS from the issuer, or write them in `jwks`.",
  standards: { mitre: ["T1557", "T1552"], owasp: ["K07", "K06"] },
  controls: ["jwt-claim-routing-without-requestauthentication-jwks-ssrf"],
  since: "0.1.0",
  appliesTo: ["security.istio.io/RequestAuthentication"],
  check({ resource, report }) {
    for (const { index, value } of mapsAt(resource.object, "spec", "jwtRules")) {
      const uri = stringAt(value, "jwksUri");
      const fault = uri === undefined ? undefined : faultOf(uri);
      if (fault) report({ path: ["spec", "jwtRules", index, "jwksUri"], message: `jwksUri ${fault}` });
      const issuer = stringAt(value, "issuer");
      if (uri === undefined && value.jwks === undefined && issuer?.startsWith("http://"))
        report({
          path: ["spec", "jwtRules", index, "issuer"],
          message: "keys are discovered from the issuer over plain HTTP",
        });
    }
  },
});
