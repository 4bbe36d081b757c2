import { UnknownSignal } from "./values";

/** What a state of the automaton does: reads a character of a set, goes on in two ways, or looks at where it stands. */
type State =
  | { readonly type: "read"; readonly accepts: (code: number) => boolean; next: number }
  | { readonly type: "split"; next: number; other: number }
  | {
      readonly type: "assert";
      readonly holds: (before: number | undefined, after: number | undefined) => boolean;
      next: number;
    }
  | { readonly type: "match" };

/** More states than any sensible pattern has. */
const MAXIMUM_STATES = 4_000;
/** RE2 allows no more repetitions. */
const MAXIMUM_REPEAT = 1_000;

/**
 * Reads a pattern of RE2, as far as its syntax is understood, and returns a test that takes time in proportion to the
 * text alone: a pattern that comes with a manifest must not be able to hold up an editor.
 *
 * Source: the syntax page of RE2.
 *
 * @returns whether the pattern occurs anywhere in a text
 * @throws UnknownSignal for what is not understood: flags inside, classes of Unicode, and errors
 */
export function compilePattern(pattern: string): (text: string) => boolean {
  const chars = [...pattern];
  const states: State[] = [];
  let at = 0;

  const fail = (): never => {
    throw new UnknownSignal(`the pattern ${pattern} is not understood`);
  };
  const add = (state: State): number => {
    if (states.length >= MAXIMUM_STATES) fail();
    states.push(state);
    return states.length - 1;
  };

  /** A part of the automaton: built from its end, so that repeated parts can be made again. */
  type Part = (next: number) => number;

  let fold = false;
  const flags = /^\(\?([is]+)\)/.exec(pattern);
  let dotAll = false;
  if (flags) {
    fold = flags[1]?.includes("i") ?? false;
    dotAll = flags[1]?.includes("s") ?? false;
    at = flags[0].length;
  }
  const whole = alternatives();
  if (at < chars.length) fail();
  const start = whole(add({ type: "match" }));
  return (text) => run(states, start, text);

  function alternatives(): Part {
    const parts = [sequence()];
    while (chars[at] === "|") {
      at++;
      parts.push(sequence());
    }
    return parts.reduceRight((rest, part) => (next) => {
      const other = rest(next);
      return add({ type: "split", next: part(next), other });
    });
  }

  function sequence(): Part {
    const parts: Part[] = [];
    while (at < chars.length && chars[at] !== "|" && chars[at] !== ")") parts.push(repeated());
    return (next) => parts.reduceRight((after, part) => part(after), next);
  }

  function repeated(): Part {
    const part = atom();
    const bounds = repetition();
    if (!bounds) return part;
    // Greedy or not is the same to a test.
    if (chars[at] === "?") at++;
    if (repetition()) fail();
    const { least, most } = bounds;
    return (next) => {
      let after = next;
      if (most === undefined) {
        const loop = add({ type: "split", next: 0, other: next });
        const state = states[loop];
        if (state?.type === "split") state.next = part(loop);
        after = loop;
      } else
        for (let index = least; index < most; index++) {
          const skipTo = next;
          after = add({ type: "split", next: part(after), other: skipTo });
        }
      for (let index = 0; index < least; index++) after = part(after);
      return after;
    };
  }

  function repetition(): { least: number; most: number | undefined } | undefined {
    const char = chars[at];
    if (char === "*" || char === "+" || char === "?") {
      at++;
      return { least: char === "+" ? 1 : 0, most: char === "?" ? 1 : undefined };
    }
    if (char !== "{") return undefined;
    const [written, least, comma, most] = /^\{(\d+)(,?)(\d*)\}/.exec(chars.slice(at, at + 12).join("")) ?? [];
    if (!written) return undefined;
    const bounds = { least: Number(least), most: comma ? (most ? Number(most) : undefined) : Number(least) };
    if (bounds.least > MAXIMUM_REPEAT || (bounds.most ?? 0) > MAXIMUM_REPEAT) fail();
    if (bounds.most !== undefined && bounds.most < bounds.least) fail();
    at += written.length;
    return bounds;
  }

  function atom(): Part {
    const char = chars[at++];
    switch (char) {
      case "(": {
        const group = /^\?(?::|P?<\w+>)/.exec(chars.slice(at, at + 40).join(""));
        if (group) at += group[0].length;
        else if (chars[at] === "?") fail();
        const inner = alternatives();
        if (chars[at++] !== ")") fail();
        return inner;
      }
      case ".":
        return read((code) => dotAll || code !== 10);
      case "^":
        return assert((before) => before === undefined);
      case "$":
        return assert((_before, after) => after === undefined);
      case "[":
        return read(charClass());
      case "\\":
        return escaped();
      case "*":
      case "+":
      case "?":
        return fail();
      default:
        return read(same((char ?? "").codePointAt(0) ?? 0));
    }
  }

  function escaped(): Part {
    const char = chars[at] ?? fail();
    if (char === "b" || char === "B") {
      at++;
      return assert((before, after) => (isWord(before) !== isWord(after)) === (char === "b"));
    }
    if (char === "A" || char === "z") {
      at++;
      return assert((before, after) => (char === "A" ? before : after) === undefined);
    }
    return read(escapedSet());
  }

  /** The set that an escape stands for; `at` is behind the backslash. */
  function escapedSet(): (code: number) => boolean {
    const char = chars[at++] ?? fail();
    const perl = PERL[char.toLowerCase()];
    if (perl && /[dsw]/i.test(char)) return char === char.toLowerCase() ? perl : (code) => !perl(code);
    return same(escapedCode(char));
  }

  function escapedCode(char: string): number {
    const control = CONTROLS[char];
    if (control !== undefined) return control;
    if (char === "x") {
      const [written, two, more] =
        /^(?:([0-9a-fA-F]{2})|\{([0-9a-fA-F]{1,6})\})/.exec(chars.slice(at, at + 8).join("")) ?? [];
      if (!written) return fail();
      at += written.length;
      return Number.parseInt(two ?? more ?? "", 16);
    }
    return /^[!-/:-@[-`{-~]$/.test(char) ? (char.codePointAt(0) ?? 0) : fail();
  }

  function charClass(): (code: number) => boolean {
    const negated = chars[at] === "^";
    if (negated) at++;
    const sets: ((code: number) => boolean)[] = [];
    for (let first = true; ; first = false) {
      const char = chars[at];
      if (char === undefined) fail();
      if (char === "]" && !first) break;
      if (char === "[" && chars[at + 1] === ":") {
        const [written, not, name = ""] = /^\[:(\^?)(\w+):\]/.exec(chars.slice(at, at + 14).join("")) ?? [];
        const set = POSIX[name];
        if (!written || !set) return fail();
        at += written.length;
        sets.push(not ? (code) => !set(code) : set);
        continue;
      }
      at++;
      if (char === "\\" && /[dswDSW]/.test(chars[at] ?? "")) {
        sets.push(escapedSet());
        continue;
      }
      const low = char === "\\" ? escapedCode(chars[at++] ?? fail()) : (char?.codePointAt(0) ?? 0);
      if (chars[at] !== "-" || chars[at + 1] === "]" || chars[at + 1] === undefined) {
        sets.push(same(low));
        continue;
      }
      at++;
      const end = chars[at++] ?? fail();
      const high = end === "\\" ? escapedCode(chars[at++] ?? fail()) : (end.codePointAt(0) ?? 0);
      if (end === "[" || high < low) fail();
      sets.push(
        fold
          ? (code) => cases(code).some((each) => low <= each && each <= high)
          : (code) => low <= code && code <= high,
      );
    }
    at++;
    return negated ? (code) => !sets.some((set) => set(code)) : (code) => sets.some((set) => set(code));
  }

  function same(wanted: number): (code: number) => boolean {
    return fold ? (code) => cases(code).includes(wanted) : (code) => code === wanted;
  }

  function cases(code: number): number[] {
    // Folding beyond ASCII differs between engines.
    if (code > 127) return fail() as never;
    const char = String.fromCharCode(code);
    return [char.toLowerCase().charCodeAt(0), char.toUpperCase().charCodeAt(0)];
  }

  function read(accepts: (code: number) => boolean): Part {
    return (next) => add({ type: "read", accepts, next });
  }

  function assert(holds: (before: number | undefined, after: number | undefined) => boolean): Part {
    return (next) => add({ type: "assert", holds, next });
  }
}

const between = (low: string, high: string) => {
  const first = low.charCodeAt(0);
  const last = high.charCodeAt(0);
  return (code: number) => first <= code && code <= last;
};
const isDigit = between("0", "9");
const isLower = between("a", "z");
const isUpper = between("A", "Z");
const isWord = (code: number | undefined) =>
  code !== undefined && (isDigit(code) || isLower(code) || isUpper(code) || code === 95);
const isSpace = (code: number) => code === 9 || code === 10 || code === 12 || code === 13 || code === 32;
const CONTROLS: Readonly<Record<string, number>> = { a: 7, f: 12, t: 9, n: 10, r: 13, v: 11 };
const PERL: Readonly<Record<string, (code: number) => boolean>> = { d: isDigit, w: isWord, s: isSpace };
const POSIX: Readonly<Record<string, (code: number) => boolean>> = {
  alnum: (code) => isDigit(code) || isLower(code) || isUpper(code),
  alpha: (code) => isLower(code) || isUpper(code),
  ascii: (code) => code < 128,
  blank: (code) => code === 9 || code === 32,
  digit: isDigit,
  lower: isLower,
  upper: isUpper,
  punct: (code) => code > 32 && code < 127 && !isDigit(code) && !isLower(code) && !isUpper(code),
  space: (code) => isSpace(code) || code === 11,
  word: isWord,
  xdigit: (code) => isDigit(code) || between("a", "f")(code) || between("A", "F")(code),
};

/** Walks all ways at once. */
function run(states: readonly State[], start: number, text: string): boolean {
  const codes = [...text].map((char) => char.codePointAt(0) ?? 0);
  let current = new Set<number>();
  for (let at = 0; at <= codes.length; at++) {
    if (follow(states, current, start, codes[at - 1], codes[at])) return true;
    const code = codes[at];
    if (code === undefined) break;
    const next = new Set<number>();
    for (const index of current) {
      const state = states[index];
      if (state?.type === "read" && state.accepts(code)) next.add(state.next);
    }
    const entered = new Set<number>();
    for (const index of next) if (follow(states, entered, index, code, codes[at + 1])) return true;
    current = entered;
  }
  return false;
}

/** Adds a state and whatever it leads to without reading; whether a match is among it. */
function follow(
  states: readonly State[],
  into: Set<number>,
  first: number,
  before: number | undefined,
  after: number | undefined,
): boolean {
  const open = [first];
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    if (into.has(index)) continue;
    into.add(index);
    const state = states[index];
    if (state?.type === "match") return true;
    if (state?.type === "split") open.push(state.next, state.other);
    else if (state?.type === "assert" && state.holds(before, after)) open.push(state.next);
  }
  return false;
}
