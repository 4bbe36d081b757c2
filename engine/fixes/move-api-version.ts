import { fix, set } from "./change";
import type { Fix } from "./fix";

/**
 * Versions whose objects read the same in the version that replaced them, field by field, so that the fix is the new
 * `apiVersion` alone. Source: Deprecated API Migration Guide.
 */
const SAME_SHAPE = new Set([
  "rbac.authorization.k8s.io/v1beta1",
  "rbac.authorization.k8s.io/v1alpha1",
  "scheduling.k8s.io/v1beta1",
  "batch/v1beta1",
  "coordination.k8s.io/v1beta1",
  "storage.k8s.io/v1beta1",
  "node.k8s.io/v1beta1",
]);

/** Moves a resource to the API version that takes the place of its own; `unsafe` where fields changed with it. */
export function moveApiVersion(apiVersion: string, replacement: string): Fix {
  return fix(
    SAME_SHAPE.has(apiVersion) ? "safe" : "unsafe",
    `Move to ${replacement}`,
    set(["apiVersion"], replacement),
  );
}
