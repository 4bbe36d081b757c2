import type { Expression } from "./ast";

/** What the type checker knows of an expression, as far as it is told apart here; `dyn` where it knows nothing. */
export type StaticType = "bool" | "int" | "double" | "string" | "list" | "map" | "other" | "dyn";

/** The types of names: variables of macros, and `variables.NAME`. */
export type TypeOfVariable = (name: string) => StaticType;

/** Functions by what they return; those of optionals may return anything. */
const RESULTS: Readonly<Record<string, StaticType>> = Object.fromEntries(
  (
    [
      [
        "bool",
        "|| && ! in == != < <= > >= bool contains containsCIDR containsIP endsWith equivalent hasValue intersects isCIDR isGreaterThan isIP isInteger isLessThan isLinkLocalUnicast isLoopback isQuantity isSorted isURL isUnspecified matches startsWith",
      ],
      [
        "int",
        "size int indexOf lastIndexOf asInteger sign compareTo family prefixLength getHours getMinutes getSeconds",
      ],
      ["double", "double"],
      [
        "string",
        "string charAt substring replace join format trim lowerAscii upperAscii getScheme getHost getHostname getPort getEscapedPath",
      ],
      ["list", "split flatten"],
      ["other", "quantity add sub ip cidr url duration type"],
    ] as const
  ).flatMap(([type, names]) => names.split(" ").map((name) => [name, type])),
);

const ARITHMETIC: ReadonlySet<string> = new Set(["+", "-", "*", "/", "%"]);
const ORDER: ReadonlySet<string> = new Set(["<", "<=", ">", ">="]);
const NUMBERS: ReadonlySet<StaticType> = new Set(["int", "double"]);

/** The type of an expression, as the type checker infers it. */
export function staticType(expression: Expression, typeOf: TypeOfVariable): StaticType {
  switch (expression.node) {
    case "constant": {
      const { value } = expression;
      if (value === null) return "dyn";
      if (typeof value === "bigint") return "int";
      if (typeof value === "number") return "double";
      return typeof value === "boolean" ? "bool" : "string";
    }
    case "has":
      return "bool";
    case "list":
      return "list";
    case "map":
      return "map";
    case "comprehension":
      if (["all", "exists", "exists_one", "existsOne"].includes(expression.macro)) return "bool";
      if (["map", "filter", "transformList"].includes(expression.macro)) return "list";
      return expression.macro === "transformMap" ? "map" : "dyn";
    case "select": {
      const { target, field } = expression;
      return target.node === "identifier" && target.name === "variables" ? typeOf(field) : "dyn";
    }
    case "call":
      return callType(expression, typeOf);
    default:
      return "dyn";
  }
}

function callType({ name, args, target }: Expression & { node: "call" }, typeOf: TypeOfVariable): StaticType {
  const types = args.map((each) => staticType(each, typeOf));
  if (name === "?:") return types[1] === types[2] ? (types[1] ?? "dyn") : "dyn";
  if (ARITHMETIC.has(name) && !target) return types.find((type) => type !== "dyn") ?? "dyn";
  return RESULTS[name] ?? "dyn";
}

/** Whether the type checker lets a call of an operator pass: it refuses operands of different types that it knows. */
export function operandsFit({ name, args }: Expression & { node: "call" }, typeOf: TypeOfVariable): boolean {
  const types = args.map((each) => staticType(each, typeOf));
  const known = (from: number) => types.slice(from).filter((type) => type !== "dyn");
  if (name === "?:") return fits(types[0], "bool") && new Set(known(1)).size < 2;
  if (name === "||" || name === "&&" || name === "!") return types.every((type) => fits(type, "bool"));
  if (name === "in") return types[1] === "dyn" || types[1] === "list" || types[1] === "map";
  const distinct = new Set(known(0));
  if (distinct.size < 2) return true;
  return ORDER.has(name) && [...distinct].every((type) => NUMBERS.has(type));
}

function fits(type: StaticType | undefined, wanted: StaticType): boolean {
  return type === undefined || type === "dyn" || type === wanted;
}
