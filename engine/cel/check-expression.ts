import type { Expression } from "./ast";
import { FUNCTIONS, NAMESPACES } from "./functions/registry";
import { TYPE_NAMES } from "./functions/values";

/**
 * Whether an expression uses only names and functions that are evaluated. Others may be unknown to us or to the API
 * server, which then refuses the whole policy.
 *
 * @param isName whether a name may be used at the top
 * @param isVariable whether `variables.NAME` is defined before
 */
export function usesOnlyKnown(
  expression: Expression,
  isName: (name: string) => boolean,
  isVariable: (name: string) => boolean,
): boolean {
  return check(expression, new Set());

  function check(each: Expression, bound: ReadonlySet<string>): boolean {
    const all = (list: readonly Expression[]) => list.every((one) => check(one, bound));
    switch (each.node) {
      case "constant":
        return true;
      case "identifier":
        return (
          each.name !== "variables" &&
          (bound.has(each.name) || isName(each.name) || TYPE_NAMES.has(each.name))
        );
      case "select":
      case "has":
        if (each.target.node === "identifier" && each.target.name === "variables" && !bound.has("variables"))
          return each.node === "select" && isVariable(each.field);
        return check(each.target, bound);
      case "index":
        return all([each.target, each.key]);
      case "list":
        return areAlike(each.items.map(({ value }) => value)) && all(each.items.map(({ value }) => value));
      case "map": {
        const keys = each.entries.map(({ key }) => key);
        const values = each.entries.map(({ value }) => value);
        return areAlike(keys) && areAlike(values) && all([...keys, ...values]);
      }
      case "comprehension": {
        const inner = new Set([...bound, ...each.variables]);
        const { target, condition, body } = each;
        return check(target, bound) && (!condition || check(condition, inner)) && check(body, inner);
      }
      case "call":
        return (
          isKnownCall(each) &&
          all(each.args) &&
          (!each.target || isNamespace(each.target) || check(each.target, bound))
        );
    }
  }
}

/** Lists and maps that are written out must hold values of one type. Source: k8s.io/apiserver pkg/cel/environment. */
function areAlike(items: readonly Expression[]): boolean {
  const types = items.flatMap((item) => (item.node === "constant" ? [typeof item.value] : []));
  return new Set(types).size < 2;
}

const OPERATORS: ReadonlySet<string> = new Set([..."?: || && ! in == != < <= > >= + - * / %".split(" ")]);

function isNamespace(target: Expression): boolean {
  return target.node === "identifier" && NAMESPACES.has(target.name);
}

function isKnownCall({ name, target, args }: Expression & { node: "call" }): boolean {
  if (!target) return OPERATORS.has(name) || Object.hasOwn(FUNCTIONS, `${name}(${args.length})`);
  const holder = target.node === "identifier" && NAMESPACES.has(target.name) ? target.name : "";
  return Object.hasOwn(FUNCTIONS, `${holder}.${name}(${args.length})`);
}

const TRUTHS: ReadonlySet<string> = new Set(["||", "&&", "!", "in", "==", "!=", "<", "<=", ">", ">="]);
const TRUTH_FUNCTIONS: ReadonlySet<string> = new Set([
  "bool",
  "contains",
  "containsCIDR",
  "containsIP",
  "endsWith",
  "equivalent",
  "hasValue",
  "intersects",
  "isCIDR",
  "isGreaterThan",
  "isIP",
  "isInteger",
  "isLessThan",
  "isLinkLocalUnicast",
  "isLoopback",
  "isQuantity",
  "isSorted",
  "isURL",
  "isUnspecified",
  "matches",
  "startsWith",
]);

/**
 * Whether the type checker knows that an expression is a boolean, as a validation must be. A field of the object is
 * not enough: its type is anything, and the API server refuses such a policy.
 *
 * @param variableOf the expression of a variable
 */
export function isTruth(
  expression: Expression,
  variableOf: (name: string) => Expression | undefined,
): boolean {
  switch (expression.node) {
    case "constant":
      return typeof expression.value === "boolean";
    case "has":
      return true;
    case "comprehension":
      return ["all", "exists", "exists_one", "existsOne"].includes(expression.macro);
    case "call": {
      const [, yes, no] = expression.args;
      if (expression.name === "?:" && yes && no) return isTruth(yes, variableOf) && isTruth(no, variableOf);
      return TRUTHS.has(expression.name) || TRUTH_FUNCTIONS.has(expression.name);
    }
    case "select": {
      const { target, field } = expression;
      const variable =
        target.node === "identifier" && target.name === "variables" ? variableOf(field) : undefined;
      return variable !== undefined && isTruth(variable, variableOf);
    }
    default:
      return false;
  }
}
