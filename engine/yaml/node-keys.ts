import { isScalar, Scalar } from "yaml";
import { readScalar, resolveKey, type ScalarReading, type ScalarStyle } from "./resolve-scalar";

const STYLES: Readonly<Record<string, ScalarStyle>> = {
  PLAIN: "plain",
  QUOTE_DOUBLE: "quoted",
  QUOTE_SINGLE: "quoted",
  BLOCK_FOLDED: "block",
  BLOCK_LITERAL: "block",
};

/** A scalar node, as Kubernetes types it. */
export function readNode(node: Scalar): ScalarReading {
  return readScalar(textOf(node), STYLES[node.type ?? Scalar.PLAIN] ?? "plain", node.tag);
}

function textOf(node: Scalar): string {
  return typeof node.value === "string" ? node.value : (node.source ?? "");
}

/** The name of a map key as Kubernetes reads it: `on` becomes `"true"`, `1` becomes `"1"`. `undefined` for a key that is no scalar or is null. */
export function keyName(key: unknown): string | undefined {
  if (!isScalar(key)) return undefined;
  return resolveKey(textOf(key), STYLES[key.type ?? Scalar.PLAIN] ?? "plain", key.tag);
}

/** Whether a map key is the merge key `<<`, written plainly. */
export function isMergeKey(key: unknown): boolean {
  return isScalar(key) && key.value === "<<" && (key.type ?? Scalar.PLAIN) === Scalar.PLAIN;
}
