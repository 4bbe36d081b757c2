import type { JsonValue, Path } from "../../json";
import { mapsAt, stringAt, stringsAt } from "../../kubernetes/fields";
import type { Resource } from "../../kubernetes/resource";
import { isLinkLocal, isLoopback, parseAddress } from "../../network/address";
import { defineResourceRule } from "../define-rule";

/** Every address that an Endpoints or EndpointSlice writes, with its place. */
function addressesOf(resource: Resource): { text: string; path: Path }[] {
  if (resource.kind === "EndpointSlice") {
    return mapsAt(resource.object, "endpoints").flatMap(({ index, value }) =>
      stringsAt(value, "addresses").map((text, at) => ({
        text,
        path: ["endpoints", index, "addresses", at],
      })),
    );
  }
  return mapsAt(resource.object, "subsets").flatMap(({ index, value }) =>
    ["addresses", "notReadyAddresses"].flatMap((list) =>
      mapsAt(value, list).flatMap((item: { index: number; value: JsonValue }) => {
        const text = stringAt(item.value, "ip");
        return text === undefined ? [] : [{ text, path: ["subsets", index, list, item.index, "ip"] }];
      }),
    ),
  );
}

/** Source: CVE-2021-25740 (endpoints that lead a proxy elsewhere); core/v1 `EndpointAddress.ip`. */
export const loopbackEndpoints = defineResourceRule({
  id: "edge/loopback-endpoints",
  title: "Endpoints lead to a loopback or metadata address",
  severity: "high",
  why: "Endpoints written by hand send a Service anywhere. A proxy or ingress that follows them reaches ports of its own host or the cloud's metadata service for whoever asks (CVE-2021-25740).",
  remediation: "Remove the address; let a selector fill the endpoints.",
  standards: { mitre: ["T1190", "T1552"], owasp: ["K07"] },
  equivalents: {
    kyverno: ["restrict-edit-for-endpoints"],
    gatekeeper: ["K8sBlockEndpointEditDefaultRole"],
    terrascan: ["AC_K8S_0132"],
  },
  controls: ["externalname-localhost-loopback-endpoints-endpointslice"],
  since: "0.1.0",
  appliesTo: ["Endpoints", "discovery.k8s.io/EndpointSlice"],
  check({ resource, report }) {
    for (const { text, path } of addressesOf(resource)) {
      const address = parseAddress(text);
      if (!address || !(isLoopback(address) || isLinkLocal(address))) continue;
      const what = isLoopback(address)
        ? "a loopback address"
        : "a link-local address, as the metadata service has";
      report({ path, message: `${text} is ${what}` });
    }
  },
});
