import type { Expression } from "./ast";
import { childrenOf } from "./children-of";

/*
 * The first minor version in which a new policy may use a function: the one after that which brought it. What is not
 * listed was there when admission policies became stable. Source: k8s.io/apiserver pkg/cel/environment.
 */
const ADDRESSES = 31;
const TWO_VARIABLES = 33;
const LISTS = 35;

const SINCE: ReadonlyMap<string, number> = new Map([
  ...["ip", "isIP", "cidr", "isCIDR", "containsIP", "containsCIDR", "family", "isLoopback"].map(
    (name) => [name, ADDRESSES] as const,
  ),
  ["flatten", LISTS],
]);

/** The first minor version of Kubernetes 1 in which a new policy may hold an expression; 0 for any. */
export function expressionSince(expression: Expression): number {
  const own =
    expression.node === "call"
      ? (SINCE.get(expression.name) ?? 0)
      : expression.node === "comprehension" && expression.variables.length > 1
        ? TWO_VARIABLES
        : 0;
  return Math.max(own, ...childrenOf(expression).map(expressionSince));
}
