import type { Comprehension, Expression } from "./ast";
import { entryOf, has, index, inside, keyOf, select } from "./fields";
import { FUNCTIONS, NAMESPACES } from "./functions/registry";
import { inRange, TYPE_NAMES } from "./functions/values";
import {
  CelError,
  CelMap,
  compare,
  equal,
  type Key,
  known,
  Maybe,
  mismatch,
  Optional,
  Special,
  Unknown,
  UnknownSignal,
  type Value,
} from "./values";

/** How many steps are left; shared by all that is evaluated for one object. */
export interface Budget {
  steps: number;
}

/** The names that an expression may use. */
export type Names = ReadonlyMap<string, Value>;

/** Names of macros inside, the innermost first. */
interface Scope {
  readonly names: Names;
  readonly outer: Scope | undefined;
}

/**
 * Works out an expression. Values may be unknown in part: `true || unknown` is true, and whatever cannot be told is
 * signalled, never guessed. Errors are absorbed as CEL has it.
 *
 * Source: the language definition of CEL, "Evaluation".
 *
 * @throws CelError where the API server's evaluation fails; UnknownSignal where the result is not known
 */
export function evaluate(expression: Expression, names: Names, budget: Budget): Value {
  return evaluated(expression, { names, outer: undefined }, budget);
}

function evaluated(expression: Expression, scope: Scope, budget: Budget): Value {
  if (--budget.steps < 0) throw new UnknownSignal("the expression takes too long");
  switch (expression.node) {
    case "constant":
      return expression.value;
    case "identifier":
      return lookUp(expression.name, scope);
    case "select":
      return select(evaluated(expression.target, scope, budget), expression.field, expression.optional);
    case "index":
      return index(
        evaluated(expression.target, scope, budget),
        evaluated(expression.key, scope, budget),
        expression.optional,
      );
    case "has":
      return has(evaluated(expression.target, scope, budget), expression.field);
    case "list":
      return expression.items.flatMap(({ value, optional }): Value[] => {
        const item = lenient(() => evaluated(value, scope, budget));
        return optional ? spread(item) : [item];
      });
    case "map": {
      const entries = new Map<Key, Value>();
      for (const { key, value, optional } of expression.entries) {
        const item = lenient(() => evaluated(value, scope, budget));
        for (const each of optional ? spread(item) : [item])
          entries.set(keyOf(evaluated(key, scope, budget)), each);
      }
      return new CelMap(entries);
    }
    case "comprehension":
      return comprehend(expression, scope, budget);
    case "call":
      return call(expression, scope, budget);
  }
}

function lookUp(name: string, scope: Scope): Value {
  for (let each: Scope | undefined = scope; each; each = each.outer) {
    const value = each.names.get(name);
    if (value !== undefined) return value;
  }
  if (TYPE_NAMES.has(name)) return new Special("type", name);
  throw new UnknownSignal(`${name} is not known`);
}

/** What is not known inside a list or map does not keep the rest from being known. */
function lenient(read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (error instanceof UnknownSignal) return new Unknown(error.message);
    throw error;
  }
}

function spread(item: Value): Value[] {
  const optional = known(item);
  if (!(optional instanceof Optional)) throw mismatch();
  if (optional.state === "maybe") return [new Maybe(optional.value)];
  return optional.state === "some" ? [optional.value] : [];
}

function call(expression: Expression & { node: "call" }, scope: Scope, budget: Budget): Value {
  const { name, target, args } = expression;
  const [first, second, third] = args;
  if (!target && first) {
    switch (name) {
      case "?:":
        return evaluated(
          truth(evaluated(first, scope, budget)) ? (second ?? first) : (third ?? first),
          scope,
          budget,
        );
      case "||":
      case "&&":
        return decide(name === "||", [first, second ?? first], (each) =>
          truth(evaluated(each, scope, budget)),
        );
      case "!":
        return !truth(evaluated(first, scope, budget));
      case "in":
        return member(evaluated(first, scope, budget), evaluated(second ?? first, scope, budget));
      default:
    }
    if (OPERATORS.has(name))
      return operate(
        name,
        evaluated(first, scope, budget),
        second ? evaluated(second, scope, budget) : undefined,
      );
  }
  const values = () => args.map((each) => evaluated(each, scope, budget));
  if (!target) return apply(`${name}(${args.length})`, values());
  const namespace = target.node === "identifier" && NAMESPACES.has(target.name) ? target.name : undefined;
  if (namespace) return apply(`${namespace}.${name}(${args.length})`, values());
  return apply(`.${name}(${args.length})`, [evaluated(target, scope, budget), ...values()]);
}

function apply(signature: string, args: readonly Value[]): Value {
  const found = Object.hasOwn(FUNCTIONS, signature) ? FUNCTIONS[signature] : undefined;
  if (!found) throw new UnknownSignal(`${signature} is not evaluated`);
  return found(...args);
}

function truth(value: Value): boolean {
  const read = known(value);
  if (typeof read !== "boolean") throw mismatch();
  return read;
}

/**
 * Whether one of some is true (`any`), or all are: what decides wins over what fails or is not known, and what is not
 * known over what fails.
 */
function decide<Item>(
  any: boolean,
  items: Iterable<Item>,
  test: (item: Item) => boolean | undefined,
): boolean {
  let failure: CelError | UnknownSignal | undefined;
  for (const item of items)
    try {
      if (test(item) === any) return any;
    } catch (error) {
      if (error instanceof UnknownSignal) failure = failure instanceof UnknownSignal ? failure : error;
      else if (error instanceof CelError) failure ??= error;
      else throw error;
    }
  if (failure) throw failure;
  return !any;
}

function member(item: Value, holder: Value): boolean {
  const read = known(holder);
  if (read instanceof CelMap) {
    const { state } = entryOf(read, keyOf(item));
    if (state === "maybe") throw new UnknownSignal("whether a key is there is not known");
    return state === "some";
  }
  if (!Array.isArray(read)) throw mismatch();
  return decide(true, read, (each: Value) => {
    if (!(each instanceof Maybe)) return equal(item, each);
    if (equal(item, each.value)) throw new UnknownSignal("whether an item is there is not known");
    return false;
  });
}

const OPERATORS: ReadonlySet<string> = new Set(["==", "!=", "<", "<=", ">", ">=", "+", "-", "*", "/", "%"]);

function operate(name: string, left: Value, right: Value | undefined): Value {
  if (right === undefined) {
    const value = known(left);
    if (typeof value === "bigint") return inRange(-value);
    if (typeof value === "number") return -value;
    throw mismatch();
  }
  switch (name) {
    case "==":
      return equal(left, right);
    case "!=":
      return !equal(left, right);
    case "<":
      return compare(left, right) < 0;
    case "<=":
      return compare(left, right) <= 0;
    case ">":
      return compare(left, right) > 0;
    case ">=":
      return compare(left, right) >= 0;
    default:
      return calculate(name, known(left), known(right));
  }
}

function calculate(name: string, left: Value, right: Value): Value {
  if (typeof left === "bigint" && typeof right === "bigint") {
    if ((name === "/" || name === "%") && right === 0n) throw new CelError("division by zero");
    if (name === "+") return inRange(left + right);
    if (name === "-") return inRange(left - right);
    if (name === "*") return inRange(left * right);
    return inRange(name === "/" ? left / right : left % right);
  }
  if (typeof left === "number" && typeof right === "number" && name !== "%") {
    if (name === "+") return left + right;
    if (name === "-") return left - right;
    return name === "*" ? left * right : left / right;
  }
  if (name === "+" && typeof left === "string" && typeof right === "string") return left + right;
  if (name === "+" && Array.isArray(left) && Array.isArray(right)) return [...left, ...right];
  throw mismatch();
}

/** An item that a macro walks over: what its variables stand for, and whether it may be absent. */
interface Step {
  readonly key: Value;
  readonly value: Value;
  readonly maybe: boolean;
}

function stepsOf(target: Value): { readonly steps: readonly Step[]; readonly isMap: boolean } {
  const read = known(target);
  if (Array.isArray(read))
    return {
      isMap: false,
      steps: read.map((item: Value, position) =>
        item instanceof Maybe
          ? { key: new Unknown("where an item stands is not known"), value: item.value, maybe: true }
          : { key: BigInt(position), value: item, maybe: false },
      ),
    };
  if (!(read instanceof CelMap)) throw mismatch();
  if (read.open) throw new UnknownSignal("what a map holds is not known");
  return {
    isMap: true,
    steps: [...read.entries].map(([key, value]) =>
      value instanceof Maybe ? { key, value: value.value, maybe: true } : { key, value, maybe: false },
    ),
  };
}

function comprehend(expression: Comprehension, scope: Scope, budget: Budget): Value {
  const { macro, variables, condition, body } = expression;
  const target = evaluated(expression.target, scope, budget);
  if (macro === "optMap" || macro === "optFlatMap") return mapOptional(expression, target, scope, budget);
  const { steps, isMap } = stepsOf(target);
  const within = (step: Step, inner: Expression): Value => {
    const [first = "", second] = variables;
    const names = new Map<string, Value>(
      second === undefined
        ? [[first, isMap ? step.key : step.value]]
        : [
            [first, step.key],
            [second, step.value],
          ],
    );
    return evaluated(inner, { names, outer: scope }, budget);
  };
  const holds = (step: Step, inner: Expression) => truth(within(step, inner));
  const uncertain = () => new UnknownSignal("whether an item is there is not known");

  switch (macro) {
    case "all":
    case "exists":
      return decide(macro === "exists", steps, (step) => {
        const result = holds(step, body);
        if (step.maybe && result === (macro === "exists")) throw uncertain();
        return result;
      });
    case "exists_one":
    case "existsOne":
      return (
        steps.filter((step) => {
          const result = holds(step, body);
          if (step.maybe && result) throw uncertain();
          return result;
        }).length === 1
      );
    case "filter":
      return steps.flatMap((step): Value[] => {
        const item = isMap ? step.key : step.value;
        return kept(step, () => holds(step, body), item);
      });
    case "map":
    case "transformList":
      return steps.flatMap((step): Value[] => {
        const item = () => lenient(() => within(step, body));
        if (!condition) return [step.maybe ? new Maybe(item()) : item()];
        const [shown] = kept(step, () => holds(step, condition), null);
        if (shown === undefined) return [];
        return [shown instanceof Maybe ? new Maybe(item()) : item()];
      });
    case "transformMap": {
      const entries = new Map<Key, Value>();
      for (const step of steps) {
        const [shown] = condition
          ? kept(step, () => holds(step, condition), null)
          : kept(step, () => true, null);
        if (shown === undefined) continue;
        const item = lenient(() => within(step, body));
        entries.set(keyOf(step.key), shown instanceof Maybe ? new Maybe(item) : item);
      }
      return new CelMap(entries);
    }
  }
}

/** An item that stays where a condition holds; perhaps, where that is not known. */
function kept(step: Step, holds: () => boolean, item: Value): Value[] {
  try {
    if (!holds()) return [];
    return [step.maybe ? new Maybe(item) : item];
  } catch (error) {
    if (error instanceof UnknownSignal) return [new Maybe(item)];
    throw error;
  }
}

function mapOptional(
  { macro, variables, body }: Comprehension,
  target: Value,
  scope: Scope,
  budget: Budget,
): Value {
  const optional = known(target);
  if (!(optional instanceof Optional)) throw mismatch();
  if (optional.state === "none") return optional;
  const names = new Map<string, Value>([[variables[0] ?? "", optional.value]]);
  const result = lenient(() => evaluated(body, { names, outer: scope }, budget));
  if (macro === "optMap") return new Optional(optional.state, result);
  const inner = known(result);
  if (!(inner instanceof Optional)) throw mismatch();
  return inside(optional, () => inner);
}
