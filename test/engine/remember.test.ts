import { describe, expect, test } from "vitest";
import { rememberByText, rememberLast } from "../../engine/remember";

describe("what is remembered", () => {
  test("the last thing asked about is worked out once, an earlier one anew", () => {
    const asked: string[] = [];
    const nameOf = rememberLast((each: { name: string }) => {
      asked.push(each.name);
      return each.name.toUpperCase();
    });
    const [a, b] = [{ name: "a" }, { name: "b" }];
    expect([nameOf(a), nameOf(a), nameOf(b), nameOf(a)]).toEqual(["A", "A", "B", "A"]);
    expect(asked).toEqual(["a", "b", "a"]);
  });

  test("texts are worked out once, long ones and those without an answer each time", () => {
    const asked: string[] = [];
    const lengthOf = rememberByText((text) => {
      asked.push(text);
      return text === "none" ? undefined : text.length;
    });
    const long = "x".repeat(300);
    expect(["ab", "ab", "none", "none", long, long].map(lengthOf)).toEqual([
      2,
      2,
      undefined,
      undefined,
      300,
      300,
    ]);
    expect(asked).toEqual(["ab", "none", "none", long, long]);
  });

  test("answers stay right when there are more texts than are kept", () => {
    const lengthOf = rememberByText((text) => text.length);
    for (let at = 0; at < 10_000; at++) expect(lengthOf(`${at}`)).toBe(`${at}`.length);
  });
});
