import type { Expression } from "./ast";

/** The expressions that an expression is made of; `has(a.b)` of `a.b`. */
export function childrenOf(expression: Expression): readonly Expression[] {
  switch (expression.node) {
    case "select":
      return [expression.target];
    case "has": {
      const { target, field, at } = expression;
      return [{ node: "select", target, field, optional: false, at }];
    }
    case "index":
      return [expression.target, expression.key];
    case "list":
      return expression.items.map(({ value }) => value);
    case "map":
      return expression.entries.flatMap(({ key, value }) => [key, value]);
    case "comprehension": {
      const { target, condition, body } = expression;
      return [target, ...(condition ? [condition] : []), body];
    }
    case "call":
      return expression.target ? [expression.target, ...expression.args] : expression.args;
    default:
      return [];
  }
}
