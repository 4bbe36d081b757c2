/** A node of an expression of the Common Expression Language. `at` counts UTF-16 units from the start of its text. */
export type Expression =
  | {
      readonly node: "constant";
      readonly value: string | bigint | number | boolean | null;
      readonly at: number;
    }
  | { readonly node: "identifier"; readonly name: string; readonly at: number }
  | {
      readonly node: "select";
      readonly target: Expression;
      readonly field: string;
      /** `a.?b` */
      readonly optional: boolean;
      readonly at: number;
    }
  | {
      readonly node: "index";
      readonly target: Expression;
      readonly key: Expression;
      /** `a[?b]` */
      readonly optional: boolean;
      readonly at: number;
    }
  | {
      readonly node: "call";
      /** An operator by its sign (`-` with one argument is the negation), or the name of a function. */
      readonly name: string;
      readonly target?: Expression;
      readonly args: readonly Expression[];
      readonly at: number;
    }
  | { readonly node: "list"; readonly items: readonly ListItem[]; readonly at: number }
  | { readonly node: "map"; readonly entries: readonly MapEntry[]; readonly at: number }
  | { readonly node: "has"; readonly target: Expression; readonly field: string; readonly at: number }
  | Comprehension;

/** An item of a list; `[?a]` leaves it out where the optional is empty. */
export interface ListItem {
  readonly value: Expression;
  readonly optional: boolean;
}

/** An entry of a map; `{?a: b}` leaves it out where the optional is empty. */
export interface MapEntry {
  readonly key: Expression;
  readonly value: Expression;
  readonly optional: boolean;
}

/** The macros that walk over a list or a map. */
export const COMPREHENSIONS = [
  "all",
  "exists",
  "exists_one",
  "existsOne",
  "filter",
  "map",
  "transformList",
  "transformMap",
  "optMap",
  "optFlatMap",
] as const;

/** A macro: `target.macro(variables…, [condition,] body)`. */
export interface Comprehension {
  readonly node: "comprehension";
  readonly macro: (typeof COMPREHENSIONS)[number];
  readonly target: Expression;
  /** One, or two for the index or key and the value. */
  readonly variables: readonly string[];
  /** Of `map`, `transformList` and `transformMap` with a filter. */
  readonly condition?: Expression;
  readonly body: Expression;
  readonly at: number;
}
