import { describe, expect, it } from "vitest";
import { readScalar, resolveKey, resolveScalar, type ScalarValue } from "../../../engine/yaml/resolve-scalar";

const INT = "tag:yaml.org,2002:int";

describe("resolveScalar", () => {
  // The same table runs against the Go library in oracle.test.ts; here it also runs where Go is missing.
  const readings: readonly (readonly [text: string, value: ScalarValue])[] = [
    ["yes", true],
    ["Off", false],
    ["y", true],
    ["yEs", "yEs"],
    ["", null],
    ["~", null],
    ["0o17", 15],
    ["0777", 511],
    ["08", 8],
    ["0x1F", 31],
    ["-0b11", -3],
    ["0b-1", -1],
    ["1_000", 1000],
    ["1:30", "1:30"],
    ["2024-01-01", "2024-01-01"],
    ["1.20", 1.2],
    ["1e3", 1000],
    [".5", 0.5],
    ["1e999", "1e999"],
    ["18446744073709551616", 2 ** 64],
    ["0x10000000000000000", "0x10000000000000000"],
    [".inf", Number.POSITIVE_INFINITY],
    ["100m", "100m"],
    ["<<", "<<"],
  ];
  it.each(readings)("reads %j as %j", (text, value) => {
    expect(resolveScalar(text, "plain")).toEqual(value);
    expect(resolveScalar(text, "quoted")).toBe(text);
    expect(resolveScalar(text, "block")).toBe(text);
  });

  it("obeys explicit tags, and says why it cannot", () => {
    expect(resolveScalar("5", "quoted", INT)).toBe(5);
    expect(resolveScalar("yes", "plain", "tag:yaml.org,2002:str")).toBe("yes");
    expect(resolveScalar("5", "plain", "!custom")).toBe("5");
    expect(resolveScalar("aMOp", "plain", "tag:yaml.org,2002:binary")).toBe("hé");
    expect(readScalar("x", "plain", INT)).toEqual({ problem: '"int" does not fit this value' });
    expect(resolveScalar("x", "plain", INT)).toBe("x");
  });

  it("is not slowed by long numbers", () => {
    expect(resolveScalar("9".repeat(1_000_000), "plain")).toBe("9".repeat(1_000_000));
  });
});

describe("resolveKey", () => {
  it.each([
    ["on", "true"],
    ["0777", "511"],
    ["1.50", "1.5"],
    ["1e6", "1e+06"],
    ["9007199254740993", "9007199254740993"],
    [".inf", ".inf"],
    ["a", "a"],
  ])("names %s %s", (text, name) => {
    expect(resolveKey(text, "plain")).toBe(name);
    expect(resolveKey(text, "quoted")).toBe(text);
  });

  it("has no name for null and for integers above 63 bits", () => {
    expect(resolveKey("~", "plain")).toBeUndefined();
    expect(resolveKey("18446744073709551615", "plain")).toBeUndefined();
  });
});
