import { expect, test } from "vitest";
import { compareQuantities, ONE, parseQuantity } from "../../../engine/kubernetes/quantity";

test.each([
  ["1", ONE],
  ["1000m", ONE],
  ["0.5", ONE / 2n],
  [".5", ONE / 2n],
  ["1.", ONE],
  ["1Ki", 1024n * ONE],
  ["1.5Gi", 1536n * 1024n * 1024n * ONE],
  ["2k", 2000n * ONE],
  ["1e3", 1000n * ONE],
  ["1E", 10n ** 18n * ONE],
  ["1E2", 100n * ONE],
  ["-5n", -5n],
  ["+3u", 3000n],
  ["1e-12", 1n],
  ["0.0000000001", 1n],
  ["16Ei", (2n ** 63n - 1n) * ONE],
  ["m", 0n],
  [" 1k ", 1000n * ONE],
])("%s is %d billionths", (text, expected) => {
  expect(parseQuantity(text)).toBe(expected);
});

test.each(["", "1GB", "128mb", "1 Gi", "1K", "1.2.3", "0x10", "one", "1e", "1e3k", "Mi1", "--1", "Pi"])(
  "%j is no quantity",
  (text) => {
    expect(parseQuantity(text)).toBeUndefined();
  },
);

test("numbers are read, other types are not", () => {
  expect(parseQuantity(0.25)).toBe(ONE / 4n);
  expect(parseQuantity(1e21)).toBe(10n ** 21n * ONE);
  expect(parseQuantity(true)).toBeUndefined();
  expect(parseQuantity(null)).toBeUndefined();
});

test.each([
  ["1Gi", "1G", 1],
  ["1000m", "1", 0],
  ["100Mi", "1Gi", -1],
] as const)("%s against %s: %d", (a, b, order) => {
  expect(compareQuantities(parseQuantity(a) ?? 0n, parseQuantity(b) ?? 0n)).toBe(order);
});
