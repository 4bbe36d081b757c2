import { COMPREHENSIONS, type Comprehension, type Expression, type ListItem, type MapEntry } from "./ast";
import { SyntaxFault, type Token, tokensOf } from "./tokens";

/** Deeper expressions, and longer ones, are left alone: the API server has limits of its own. */
const MAXIMUM_DEPTH = 250;
const MAXIMUM_LENGTH = 100_000;

const RELATIONS: ReadonlySet<string> = new Set(["<", "<=", ">", ">=", "==", "!="]);
const MACROS: ReadonlySet<string> = new Set(COMPREHENSIONS);
/** Macros that take an index or a key beside the value; source: cel-go `ext.TwoVarComprehensions`. */
const TWO_VARIABLES: ReadonlySet<string> = new Set([
  "all",
  "exists",
  "existsOne",
  "transformList",
  "transformMap",
]);

/**
 * Reads an expression.
 *
 * @throws SyntaxFault where the text is none, or uses what is not supported (messages, bytes)
 */
export function parseExpression(text: string): Expression {
  if (text.length > MAXIMUM_LENGTH) throw new SyntaxFault("the expression is too long", 0);
  const tokens = tokensOf(text);
  let position = 0;
  let depth = 0;

  const peek = (): Token => tokens[position] ?? { type: "end", text: "", at: text.length };
  const is = (sign: string) => peek().type === "sign" && peek().text === sign;
  const isWord = (word: string) => peek().type === "identifier" && peek().text === word;
  const accept = (sign: string): boolean => {
    if (!is(sign)) return false;
    position++;
    return true;
  };
  const expect = (sign: string) => {
    if (!accept(sign)) throw new SyntaxFault(`"${sign}" is missing`, peek().at);
  };

  const whole = conditional();
  if (peek().type !== "end") throw new SyntaxFault(`"${peek().text}" has no meaning here`, peek().at);
  return whole;

  function conditional(): Expression {
    if (++depth > MAXIMUM_DEPTH) throw new SyntaxFault("the expression is too deep", peek().at);
    const first = disjunction();
    depth--;
    if (!is("?")) return first;
    const { at } = peek();
    position++;
    const yes = disjunction();
    expect(":");
    return { node: "call", name: "?:", args: [first, yes, conditional()], at };
  }

  function chain(signs: (sign: string) => boolean, next: () => Expression): Expression {
    let left = next();
    while (peek().type === "sign" && signs(peek().text)) {
      const { text: name, at } = peek();
      position++;
      left = { node: "call", name, args: [left, next()], at };
    }
    return left;
  }

  function disjunction(): Expression {
    return chain((sign) => sign === "||", conjunction);
  }

  function conjunction(): Expression {
    return chain((sign) => sign === "&&", relation);
  }

  function relation(): Expression {
    let left = addition();
    while (isWord("in") || (peek().type === "sign" && RELATIONS.has(peek().text))) {
      const { text: name, at } = peek();
      position++;
      left = { node: "call", name, args: [left, addition()], at };
    }
    return left;
  }

  function addition(): Expression {
    return chain((sign) => sign === "+" || sign === "-", multiplication);
  }

  function multiplication(): Expression {
    return chain((sign) => sign === "*" || sign === "/" || sign === "%", unary);
  }

  function unary(): Expression {
    const { text: sign, at } = peek();
    if (!is("!") && !is("-")) return member();
    if (++depth > MAXIMUM_DEPTH) throw new SyntaxFault("the expression is too deep", at);
    position++;
    const next = peek();
    // The smallest integer has no positive twin.
    if (sign === "-" && (next.type === "int" || next.type === "double")) {
      position++;
      depth--;
      return members({ node: "constant", value: numberOf(next, true), at });
    }
    const operand = unary();
    depth--;
    return { node: "call", name: sign, args: [operand], at };
  }

  function member(): Expression {
    return members(primary());
  }

  function members(first: Expression): Expression {
    let target = first;
    for (;;) {
      const { at } = peek();
      if (accept(".")) {
        const optional = accept("?");
        const name = peek();
        if (name.type !== "identifier" && name.type !== "escaped")
          throw new SyntaxFault("the name of a field is missing", name.at);
        position++;
        if (!optional && name.type === "identifier" && accept("(")) target = method(target, name);
        else target = { node: "select", target, field: name.text, optional, at: name.at };
      } else if (accept("[")) {
        const optional = accept("?");
        const key = conditional();
        expect("]");
        target = { node: "index", target, key, optional, at };
      } else if (is("{")) throw new SyntaxFault("messages are not supported", at);
      else return target;
    }
  }

  function argumentsUntil(end: string): Expression[] {
    const list: Expression[] = [];
    while (!accept(end)) {
      list.push(conditional());
      if (!is(end)) expect(",");
    }
    return list;
  }

  function method(target: Expression, { text: name, at }: Token): Expression {
    const args = argumentsUntil(")");
    return MACROS.has(name) ? (comprehension(target, name, args, at) ?? call()) : call();
    function call(): Expression {
      return { node: "call", name, target, args, at };
    }
  }

  function primary(): Expression {
    const token = peek();
    position++;
    switch (token.type) {
      case "int":
      case "double":
        return { node: "constant", value: numberOf(token, false), at: token.at };
      case "uint":
        return {
          node: "call",
          name: "uint",
          args: [{ node: "constant", value: BigInt(token.text), at: token.at }],
          at: token.at,
        };
      case "string":
        return { node: "constant", value: token.text, at: token.at };
      case "identifier":
        return named(token);
      case "sign":
        if (token.text === "(") {
          const inner = conditional();
          expect(")");
          return inner;
        }
        if (token.text === "[") return list(token);
        if (token.text === "{") return map(token);
        if (token.text === ".") return primary();
        break;
      default:
    }
    throw new SyntaxFault(
      token.type === "bytes" ? "bytes are not supported" : `"${token.text}" has no meaning here`,
      token.at,
    );
  }

  function named({ text: name, at }: Token): Expression {
    if (name === "true" || name === "false") return { node: "constant", value: name === "true", at };
    if (name === "null") return { node: "constant", value: null, at };
    if (name === "in") throw new SyntaxFault('"in" has no meaning here', at);
    if (!accept("(")) return { node: "identifier", name, at };
    const args = argumentsUntil(")");
    const [only] = args;
    if (name !== "has") return { node: "call", name, args, at };
    if (args.length !== 1 || only?.node !== "select" || only.optional)
      throw new SyntaxFault("has() takes the name of a field", at);
    return { node: "has", target: only.target, field: only.field, at };
  }

  function list({ at }: Token): Expression {
    const items: ListItem[] = [];
    while (!accept("]")) {
      const optional = accept("?");
      items.push({ value: conditional(), optional });
      if (!is("]")) expect(",");
    }
    return { node: "list", items, at };
  }

  function map({ at }: Token): Expression {
    const entries: MapEntry[] = [];
    while (!accept("}")) {
      const optional = accept("?");
      const key = conditional();
      expect(":");
      entries.push({ key, value: conditional(), optional });
      if (!is("}")) expect(",");
    }
    return { node: "map", entries, at };
  }
}

function numberOf({ type, text, at }: Token, negative: boolean): bigint | number {
  if (type === "double") return negative ? -Number(text) : Number(text);
  const value = negative ? -BigInt(text) : BigInt(text);
  if (BigInt.asIntN(64, value) !== value) throw new SyntaxFault("a number is too large", at);
  return value;
}

/** A macro, or `undefined` where the arguments are those of an ordinary function of that name. */
function comprehension(
  target: Expression,
  name: string,
  args: readonly Expression[],
  at: number,
): Comprehension | undefined {
  const macro = COMPREHENSIONS.find((each) => each === name);
  const body = args.at(-1);
  if (!macro || !body || args.length < 2) return undefined;
  const twoVariables =
    TWO_VARIABLES.has(macro) &&
    args.length >= 3 &&
    args[0]?.node === "identifier" &&
    args[1]?.node === "identifier";
  const count = twoVariables ? 2 : 1;
  const variables = args.slice(0, count).flatMap((each) => (each.node === "identifier" ? [each.name] : []));
  if (variables.length !== count || macro === "transformList" || macro === "transformMap")
    if (!twoVariables) throw new SyntaxFault(`${name}() takes the name of a variable first`, at);
  const rest = args.length - count;
  const mayFilter = macro === "map" || macro === "transformList" || macro === "transformMap";
  if (rest === 1) return { node: "comprehension", macro, target, variables, body, at };
  const condition = args[count];
  if (rest === 2 && mayFilter && condition)
    return { node: "comprehension", macro, target, variables, condition, body, at };
  throw new SyntaxFault(`${name}() takes other arguments`, at);
}
