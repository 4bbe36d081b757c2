import type { PolicySource } from "../../policy-source";
import { when } from "../expressions";

/** Filters for the whole mesh, without effect, or that run code. */
export const envoyFilterPolicy: PolicySource = {
  rule: "mesh/envoy-filter",
  match: [{ group: "networking.istio.io", resources: ["envoyfilters"] }],
  offences: when(
    "(variables.root.metadata.?namespace.orValue('') == 'istio-system' && !variables.spec.?workloadSelector.hasValue() && variables.spec.?targetRefs.orValue([]).size() == 0) || variables.spec.?configPatches.orValue([]).exists(p, (p.?patch.?operation.orValue('') == 'ADD' && p.?applyTo.orValue('') in ['ROUTE_CONFIGURATION', 'HTTP_ROUTE']) || (p.?patch.?operation.orValue('') in ['INSERT_BEFORE', 'INSERT_AFTER', 'INSERT_FIRST', 'REPLACE', 'MERGE', 'REMOVE'] && !p.?match.?proxy.?proxyVersion.hasValue() && !('priority' in variables.spec)) || p.?patch.?value.?name.orValue('').matches('envoy[.]filters[.]http[.]lua|http[.]wasm') || p.?patch.?value.?typed_config[?'@type'].orValue('').matches('[.]lua[.]|[.]wasm[.]'))",
    "the filter",
  ),
};
