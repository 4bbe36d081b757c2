import { beforeAll, describe, expect, test } from "vitest";
import { createTokenizer, type Token, type Tokenize, YAML_GRAMMARS } from "./tokenize";

const EMBEDDED = /^meta\.(embedded\.(inline|block)\.cel|suppression\.rampart)$/;

/** The tokens of ours, without white space: text and the scopes inside the embedded part. */
function ours(lines: Token[][]): string[] {
  return lines.flat().flatMap(([text, ...scopes]) => {
    const at = scopes.findLastIndex((scope) => EMBEDDED.test(scope));
    const inner = scopes.slice(at + 1).join(" ");
    return at === -1 || text.trim() === "" ? [] : [inner === "" ? text : `${text} · ${inner}`];
  });
}

/** The text of each line that is CEL. */
function cel(lines: Token[][]): string[] {
  return lines.map((line) =>
    line
      .filter(([, ...scopes]) => scopes.some((scope) => scope.startsWith("meta.embedded.")))
      .map(([text]) => text)
      .join("")
      .trim(),
  );
}

describe.each(YAML_GRAMMARS)("in %s", (_, folder) => {
  let tokenize: Tokenize;

  beforeAll(async () => {
    tokenize = await createTokenizer(folder);
  });

  test("a suppression shows what it does, its rules and its reason", () => {
    const text = `# rampart-ignore-next-line workload/host-path, network/dns-peer -- the agent reads logs`;
    expect(ours(tokenize(text))).toEqual([
      "rampart-ignore-next-line · keyword.control.suppression.rampart",
      "workload/host-path · entity.name.rule.rampart constant.other.rule.rampart",
      ", · punctuation.separator.rule.rampart",
      "network/dns-peer · entity.name.rule.rampart constant.other.rule.rampart",
      "-- · punctuation.separator.reason.rampart",
      " the agent reads logs · string.unquoted.reason.rampart",
    ]);
  });

  test("a suppression stays a comment, also at the end of a line, and ends with it", () => {
    const lines = tokenize(`kind: Pod # rampart-ignore-file workload/host-path\nname: api`);
    expect(ours(lines)).toEqual([
      "rampart-ignore-file · keyword.control.suppression.rampart",
      "workload/host-path · entity.name.rule.rampart constant.other.rule.rampart",
    ]);
    const [, ...scopes] = lines[0]?.find(([text]) => text === "workload/host-path") ?? [];
    expect(scopes).toContain("comment.line.number-sign.yaml");
  });

  test("nothing else is taken for a suppression", () => {
    const text = `# see rampart-ignore-file\n# rampart-ignore-lines a/b\ndata: |\n  # rampart-ignore-file a/b -- text\nurl: a#rampart-ignore-file a/b`;
    expect(ours(tokenize(text))).toEqual([]);
  });

  test("CEL in a plain scalar", () => {
    const text = `    - expression: object.spec.?replicas.orValue(1) <= 0x10u && !has(object.x) || "a" in params.names # why`;
    expect(ours(tokenize(text))).toEqual([
      "object · variable.language.cel",
      ". · punctuation.accessor.cel",
      "spec · variable.other.property.cel",
      ".? · keyword.operator.optional.cel",
      "replicas · variable.other.property.cel",
      ". · punctuation.accessor.cel",
      "orValue · entity.name.function.cel",
      "( · punctuation.parenthesis.cel",
      "1 · constant.numeric.cel",
      ") · punctuation.parenthesis.cel",
      "<= · keyword.operator.comparison.cel",
      "0x10u · constant.numeric.cel",
      "&& · keyword.operator.logical.cel",
      "! · keyword.operator.logical.cel",
      "has · keyword.control.macro.cel",
      "( · punctuation.parenthesis.cel",
      "object · variable.language.cel",
      ". · punctuation.accessor.cel",
      "x · variable.other.property.cel",
      ") · punctuation.parenthesis.cel",
      "|| · keyword.operator.logical.cel",
      '" · string.quoted.double.cel punctuation.definition.string.begin.cel',
      "a · string.quoted.double.cel",
      '" · string.quoted.double.cel punctuation.definition.string.end.cel',
      "in · keyword.operator.in.cel",
      "params · variable.language.cel",
      ". · punctuation.accessor.cel",
      "names · variable.other.property.cel",
    ]);
  });

  test("CEL in single quotes", () => {
    const text = `messageExpression: '"it''s " + b''x'' + string(1.5e3)'\nreason: Forbidden`;
    expect(ours(tokenize(text))).toEqual([
      '" · string.quoted.double.cel punctuation.definition.string.begin.cel',
      "it · string.quoted.double.cel",
      "'' · string.quoted.double.cel constant.character.escape.single-quote.yaml",
      "s  · string.quoted.double.cel",
      '" · string.quoted.double.cel punctuation.definition.string.end.cel',
      "+ · keyword.operator.arithmetic.cel",
      "b · string.quoted.single.cel storage.type.string.cel",
      "'' · string.quoted.single.cel punctuation.definition.string.begin.cel",
      "x · string.quoted.single.cel",
      "'' · string.quoted.single.cel punctuation.definition.string.end.cel",
      "+ · keyword.operator.arithmetic.cel",
      "string · entity.name.function.cel",
      "( · punctuation.parenthesis.cel",
      "1.5e3 · constant.numeric.cel",
      ") · punctuation.parenthesis.cel",
    ]);
  });

  test("CEL in double quotes", () => {
    const text = `expression: "request.name != 'x\\\\n' ? \\"a\\" : null"\nreason: Forbidden`;
    expect(ours(tokenize(text))).toEqual([
      "request · variable.language.cel",
      ". · punctuation.accessor.cel",
      "name · variable.other.property.cel",
      "!= · keyword.operator.comparison.cel",
      "' · string.quoted.single.cel punctuation.definition.string.begin.cel",
      "x · string.quoted.single.cel",
      "\\\\ · string.quoted.single.cel constant.character.escape.cel",
      "n · string.quoted.single.cel",
      "' · string.quoted.single.cel punctuation.definition.string.end.cel",
      "? · keyword.operator.ternary.cel",
      '\\" · string.quoted.double.cel punctuation.definition.string.begin.cel',
      "a · string.quoted.double.cel",
      '\\" · string.quoted.double.cel punctuation.definition.string.end.cel',
      ": · keyword.operator.ternary.cel",
      "null · constant.language.cel",
    ]);
  });

  test("CEL in a block, with its comments and strings", () => {
    const text = `validations:
  - expression: |-
      // every container
      variables.containers.all(c, c.image.matches(r'^a\\d$'))

        && true
    message: expression`;
    expect(ours(tokenize(text))).toEqual([
      "// · comment.line.double-slash.cel punctuation.definition.comment.cel",
      " every container · comment.line.double-slash.cel",
      "variables · variable.language.cel",
      ". · punctuation.accessor.cel",
      "containers · variable.other.property.cel",
      ". · punctuation.accessor.cel",
      "all · keyword.control.macro.cel",
      "( · punctuation.parenthesis.cel",
      "c · variable.other.cel",
      ", · punctuation.separator.cel",
      "c · variable.other.cel",
      ". · punctuation.accessor.cel",
      "image · variable.other.property.cel",
      ". · punctuation.accessor.cel",
      "matches · entity.name.function.cel",
      "( · punctuation.parenthesis.cel",
      "r · string.quoted.single.cel storage.type.string.cel",
      "' · string.quoted.single.cel punctuation.definition.string.begin.cel",
      "^a\\d$ · string.quoted.single.cel",
      "' · string.quoted.single.cel punctuation.definition.string.end.cel",
      ") · punctuation.parenthesis.cel",
      ") · punctuation.parenthesis.cel",
      "&& · keyword.operator.logical.cel",
      "true · constant.language.cel",
    ]);
  });

  test("CEL ends with its value, in every style", () => {
    const text = `spec:
  validations:
    - expression: >
        a == 1
      message: text
    - expression: a
        && b
      message: text
    - expression: "a
        && b"
      message: text
    - expression: 'a'
      messageExpression: "b"
    - message: text
      valueExpression: c
  other: text`;
    expect(cel(tokenize(text))).toEqual([
      "",
      "",
      "",
      "a == 1",
      "",
      "a",
      "&& b",
      "",
      "a",
      "&& b",
      "",
      "a",
      "b",
      "",
      "c",
      "",
    ]);
  });

  test("a string that is not closed ends with its scalar or line", () => {
    const text = `a:
  - expression: "x == 'open"
    message: text
  - expression: 'x == "open'
    message: text
  - expression: |
      x == "open
      y
    message: text`;
    const lines = tokenize(text);
    expect(cel(lines)).toEqual(["", "x == 'open", "", `x == "open`, "", "", `x == "open`, "y", ""]);
    expect(ours(lines.slice(7, 8))).toEqual(["y · variable.other.cel"]);
  });

  test("other keys, other values and other texts are left alone", () => {
    const text = `cronExpression: a b
expressions: a
expression:
  nested: a
data:
  text: |
    expression: a == b
  more: "expression: a"
# expression: a
list:
  - expression: # none
`;
    expect(cel(tokenize(text)).join("")).toBe("");
  });
});
