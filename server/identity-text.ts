import type { ResourceIdentity } from "../engine/finding";

/** A resource in words: `Deployment shop/api`, `Namespace shop`, or the kind alone. */
export function identityText({
  kind,
  namespace,
  name,
}: Pick<ResourceIdentity, "kind" | "namespace" | "name">): string {
  if (name === undefined) return kind;
  return `${kind} ${namespace === undefined ? name : `${namespace}/${name}`}`;
}
