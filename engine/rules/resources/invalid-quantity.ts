import { isObject, type JsonValue, type Path } from "../../json";
import { describeContainer } from "../../kubernetes/pod-template";
import { compareQuantities, ONE, parseQuantity } from "../../kubernetes/quantity";
import { defineContainerRule } from "../define-rule";

/** Sources: resource.ParseQuantity; validation of container resources in k8s.io/kubernetes pkg/apis/core/validation. */
export const invalidQuantity = defineContainerRule({
  id: "resources/invalid-quantity",
  title: "Resource quantity is wrong",
  severity: "medium",
  why: "The API server refuses the manifest, or a mistaken unit gives the container next to nothing and it is killed at once.",
  remediation:
    "Write memory with Ki, Mi or Gi and CPU in cores or m; keep every request at or below its limit.",
  standards: { nsa: ["resource-limits"] },
  controls: ["request-limit-ratio-qos"],
  since: "0.1.0",
  check({ container, report }) {
    const owner = describeContainer(container);
    const resources = isObject(container.spec.resources) ? container.spec.resources : {};
    for (const part of ["requests", "limits"] as const) {
      const amounts = isObject(resources[part]) ? resources[part] : {};
      for (const [name, value = null] of Object.entries(amounts)) {
        const path: Path = container.at("resources", part, name);
        const message = faultOf(name, value);
        if (message)
          report({
            path,
            message: `${owner} ${part === "limits" ? "limits" : "requests"} ${name} to ${JSON.stringify(value)}, ${message}`,
          });
      }
    }
    const limits = isObject(resources.limits) ? resources.limits : {};
    const requests = isObject(resources.requests) ? resources.requests : {};
    for (const [name, value] of Object.entries(requests)) {
      const request = parseQuantity(value);
      const limit = parseQuantity(limits[name]);
      if (request === undefined || limit === undefined || compareQuantities(request, limit) <= 0) continue;
      report({
        path: container.at("resources", "requests", name),
        message: `${owner} requests ${JSON.stringify(value)} of ${name}, more than its limit ${JSON.stringify(limits[name])}, so the API server refuses it`,
      });
    }
  },
});

/** A container that gets less memory than this cannot start at all; such a value is a mistaken unit. */
const LEAST_MEMORY = 1024n * 1024n * ONE;

function faultOf(name: string, value: JsonValue): string | undefined {
  if (typeof value !== "string" && typeof value !== "number") return undefined;
  const quantity = parseQuantity(value);
  if (quantity === undefined) return "which is no quantity, so the API server refuses it";
  if (quantity < 0n) return "which is negative, so the API server refuses it";
  if (name === "memory" && quantity > 0n && quantity < LEAST_MEMORY)
    return "which is less than one mebibyte: the unit is missing or mistaken";
  return undefined;
}
