import type { JsonObject, JsonValue } from "../../json";
import { hasMap, mapsAt, stringAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";

/** Operations whose place depends on what is there already (IST0151, IST0155). */
const RELATIVE = new Set(["INSERT_BEFORE", "INSERT_AFTER", "INSERT_FIRST", "REPLACE", "MERGE", "REMOVE"]);

/** Contexts of HTTP filters, where ADD has no effect that is defined (IST0153, IST0154 for others). */
const NO_ADD = new Set(["ROUTE_CONFIGURATION", "HTTP_ROUTE"]);

function runsCode(value: JsonValue | undefined): boolean {
  return /"(inline_?[cC]ode|inline_?[sS]tring|default_?[sS]ource_?[cC]ode)"|envoy\.filters\.http\.lua|http\.wasm/.test(
    JSON.stringify(value) ?? "",
  );
}

/** Source: Istio `EnvoyFilter`; analysis messages IST0151 to IST0155. */
export const envoyFilter = defineResourceRule({
  id: "mesh/envoy-filter",
  title: "EnvoyFilter changes proxies in a way that breaks or runs code",
  severity: "medium",
  why: "An EnvoyFilter rewrites the proxy's own configuration unchecked: in the root namespace it changes every proxy, and Lua or WebAssembly in it runs on every request with all its headers.",
  remediation:
    "Select the workloads, name the proxy version for operations that depend on order, and use the mesh's own API where it has one.",
  standards: { mitre: ["T1557"], owasp: ["K07"] },
  controls: ["envoyfilter-hazards"],
  since: "0.1.0",
  appliesTo: ["networking.istio.io/EnvoyFilter"],
  check({ resource, report }) {
    const isSelective =
      hasMap(resource.object, "spec", "workloadSelector") ||
      mapsAt(resource.object, "spec", "targetRefs").length > 0;
    if (resource.namespace === "istio-system" && !isSelective)
      report({
        path: ["spec", "workloadSelector"],
        severity: "high",
        message: "in the root namespace without a selector it changes every proxy of the mesh",
      });
    for (const { index, value } of mapsAt(resource.object, "spec", "configPatches")) {
      const path = ["spec", "configPatches", index];
      const applyTo = stringAt(value, "applyTo") ?? "";
      const operation = stringAt(value, "patch", "operation") ?? "";
      if (operation === "ADD" && NO_ADD.has(applyTo))
        report({ path: [...path, "patch", "operation"], message: `ADD does nothing for ${applyTo}` });
      else if (
        RELATIVE.has(operation) &&
        !hasVersion(value) &&
        resource.object.spec !== undefined &&
        !hasPriority(resource.object.spec)
      )
        report({
          path: [...path, "patch", "operation"],
          severity: "low",
          message: `${operation} depends on what the proxy's version has, and neither a version nor a priority is named`,
        });
      if (runsCode(value.patch))
        report({ path: [...path, "patch"], message: "it runs Lua or WebAssembly on every request" });
    }
  },
});

function hasVersion(patch: JsonObject): boolean {
  return stringAt(patch, "match", "proxy", "proxyVersion") !== undefined;
}

function hasPriority(spec: JsonValue): boolean {
  return typeof spec === "object" && spec !== null && "priority" in spec;
}
