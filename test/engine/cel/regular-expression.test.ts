import fc from "fast-check";
import { expect, it } from "vitest";
import { compilePattern } from "../../../engine/cel/regular-expression";

it.each<[string, string[], string[]]>([
  ["^a.c$", ["abc", "a\u2028c"], ["a\nc", "abcd", "xabc"]],
  ["^([a-z0-9]([-a-z0-9]*[a-z0-9])?)$", ["a", "a-b", "a1"], ["", "-a", "a-", "A"]],
  ["a{2,3}$", ["aa", "baaa", "aaaa"], ["a", "ab"]],
  ["^a{2}$", ["aa"], ["a", "aaa"]],
  ["^a{2,}$", ["aa", "aaaa"], ["a"]],
  ["^(?:x|yz)+?$", ["x", "yzx"], ["", "y"]],
  ["(?i)^nginx", ["NGINX", "nGinx:1"], ["xnginx"]],
  ["^[^/:]+:[\\w][\\w.-]{0,127}$", ["app:1.2", "a:v_1"], ["app", "a/b:1", "app:-"]],
  ["\\bcurl\\b", ["use curl now", "curl"], ["curly"]],
  ["^[[:alpha:]_]+\\.\\d+$", ["ab_.12"], ["ab.x", "1.1"]],
  ["^\\s\\S$", [" x", "\tx"], ["\u00a0x", "xx"]],
  ["^[\\]\\-a]+$", ["]-a"], ["b"]],
  ["^[]a]+$", ["]a"], ["b"]],
  ["^a{,2}$", ["a{,2}"], ["aa"]],
  ["", ["", "x"], []],
  ["^$", [""], ["x"]],
  ["(?P<name>b)|^c", ["ab", "ca"], ["ac"]],
  ["^(a|b|)*$", ["", "abab"], ["c"]],
])("%s", (pattern, matching, others) => {
  const matches = compilePattern(pattern);
  expect(matching.filter((text) => !matches(text))).toEqual([]);
  expect(others.filter((text) => matches(text))).toEqual([]);
});

it.each(["(?=a)", "(a", "a)", "[a", "\\1", "*a", "a**", "\\p{L}", "a{2000}", "[z-a]", "(?m)^a"])(
  "gives up at %s",
  (pattern) => {
    expect(() => compilePattern(pattern)).toThrow("is not understood");
  },
);

it("agrees with JavaScript where both read a pattern alike", () => {
  const piece = fc.constantFrom("a", "b", ".", "[ab]", "[^a]", "(a|b)", "(ab)", "\\d", "1", "-", "(?:b1)");
  const pattern = fc
    .array(fc.tuple(piece, fc.constantFrom("", "*", "+", "?", "{1,2}", "{2}")), {
      minLength: 1,
      maxLength: 6,
    })
    .map((parts) => parts.map(([part, times]) => part + times).join(""));
  const text = fc.string({ unit: fc.constantFrom("a", "b", "1", "-"), maxLength: 8 });
  fc.assert(
    fc.property(pattern, fc.boolean(), text, (body, anchored, subject) => {
      const whole = anchored ? `^${body}$` : body;
      expect(compilePattern(whole)(subject)).toBe(new RegExp(whole).test(subject));
    }),
    { numRuns: 3_000, seed: 7 },
  );
});

it("takes time in proportion to the text", () => {
  const matches = compilePattern("^(a+)+(a|a)*$");
  expect(matches(`${"a".repeat(20_000)}b`)).toBe(false);
});
