import type { Expression } from "./ast";
import { evaluate } from "./evaluate";
import { FUNCTIONS, NAMESPACES } from "./functions/registry";
import { TYPE_NAMES } from "./functions/values";
import { compilePattern } from "./regular-expression";
import { operandsFit, type StaticType, staticType, type TypeOfVariable } from "./static-type";

/**
 * Whether an expression uses only names and functions that are evaluated, on types that fit. Others may be unknown to us
 * or to the API server, which then refuses the whole policy.
 *
 * @param isName whether a name may be used at the top
 * @param typeOf the type of `variables.NAME`; `undefined` where it is not defined before
 */
export function usesOnlyKnown(
  expression: Expression,
  isName: (name: string) => boolean,
  typeOf: (name: string) => StaticType | undefined,
): boolean {
  const isVariable = (name: string) => typeOf(name) !== undefined;
  const known: TypeOfVariable = (name) => typeOf(name) ?? "dyn";
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
          (each.target !== undefined || operandsFit(each, known)) &&
          !failsAtOnce(each, each) &&
          isReadablePattern(each) &&
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

/** Whether a call of constants fails: then the API server refuses the expression as a whole. */
function failsAtOnce({ target, args }: Expression & { node: "call" }, call: Expression): boolean {
  if (![...args, ...(target ? [target] : [])].every(({ node }) => node === "constant")) return false;
  try {
    evaluate(call, new Map(), { steps: 100 });
    return false;
  } catch {
    return true;
  }
}

/** A pattern that is written out is read when the policy is. */
function isReadablePattern({ name, args, target }: Expression & { node: "call" }): boolean {
  const pattern = args.at(-1);
  if (name !== "matches" || args.length !== (target ? 1 : 2) || pattern?.node !== "constant") return true;
  try {
    compilePattern(String(pattern.value));
    return true;
  } catch {
    return false;
  }
}

/**
 * Whether the type checker knows that an expression is a boolean, as a validation must be. A field of the object is
 * not enough: its type is anything, and the API server refuses such a policy.
 */
export function isTruth(expression: Expression, typeOf: TypeOfVariable): boolean {
  return staticType(expression, typeOf) === "bool";
}
