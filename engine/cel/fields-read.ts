import type { Expression } from "./ast";
import { childrenOf } from "./children-of";

/** A way to a field, as names and positions. */
export type FieldPath = readonly (string | number)[];

/**
 * The fields of a name that an expression reads, as far as they are written out: `object.spec.replicas` is one, what a
 * macro or a variable reads below is not followed. Each once, in the order of the expression.
 */
export function fieldsRead(expression: Expression, name: string): FieldPath[] {
  const found = new Map<string, FieldPath>();
  const visit = (each: Expression): void => {
    const path = pathOf(each, name);
    if (path && path.length > 0) found.set(JSON.stringify(path), path);
    else for (const child of childrenOf(each)) visit(child);
  };
  visit(expression);
  return [...found.values()];
}

/** `["spec", "replicas"]` for `object.spec.replicas`; `undefined` for anything but a field of the name. */
function pathOf(expression: Expression, name: string): FieldPath | undefined {
  if (expression.node === "identifier") return expression.name === name ? [] : undefined;
  if (expression.node === "select") {
    const above = pathOf(expression.target, name);
    return above && [...above, expression.field];
  }
  if (expression.node !== "index" || expression.key.node !== "constant") return undefined;
  const { value } = expression.key;
  const above = pathOf(expression.target, name);
  if (!above || (typeof value !== "string" && typeof value !== "bigint")) return undefined;
  return [...above, typeof value === "bigint" ? Number(value) : value];
}
