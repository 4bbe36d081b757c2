import type { JsonValue } from "../json";
import { rememberByText } from "../remember";

/**
 * A resource quantity in billionths (10⁻⁹), the finest unit the API server keeps. Two quantities compare as these
 * numbers do: `1` equals `1000m`, `1Gi` is more than `1G`.
 */
export type Quantity = bigint;

/** A billion: one unit as a `Quantity`. */
export const ONE: Quantity = 1_000_000_000n;

/** Powers of ten of the decimal suffixes. */
const DECIMAL: Readonly<Record<string, number>> = {
  n: -9,
  u: -6,
  m: -3,
  "": 0,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
};

/** Powers of two of the binary suffixes. */
const BINARY: Readonly<Record<string, number>> = { Ki: 10, Mi: 20, Gi: 30, Ti: 40, Pi: 50, Ei: 60 };

/** The most that a quantity with a binary suffix may be: 2⁶³ − 1. */
const BINARY_MAXIMUM = (2n ** 63n - 1n) * ONE;

/** Exponents beyond this are no quantity of anything; it also bounds the size of the numbers. */
const EXPONENT_LIMIT = 1_000;

const FORM = /^([+-]?)(\d*)(?:\.(\d*))?([a-zA-Z]*[+-]?\d*)$/;

/**
 * Parses a quantity as `resource.ParseQuantity` of k8s.io/apimachinery does: sign, digits with an optional fraction,
 * and a binary (`Ki`), decimal (`m`, `k`) or exponent (`e3`) suffix. Values finer than 10⁻⁹ are rounded up, blanks
 * around are dropped, as for every field of an object.
 *
 * @param value the text, or the number that a manifest writes without quotes
 * @returns `undefined` where the API server would refuse it
 */
export function parseQuantity(value: JsonValue | undefined): Quantity | undefined {
  if (typeof value === "number") return parseQuantity(Number.isFinite(value) ? String(value) : "");
  return typeof value === "string" ? parseText(value) : undefined;
}

const parseText = rememberByText((text): Quantity | undefined => {
  const match = text.trim() === "" ? null : FORM.exec(text.trim());
  if (!match) return undefined;
  const [, sign = "", whole = "", fraction = "", suffix = ""] = match;
  const scale = scaleOf(suffix);
  if (!scale) return undefined;
  // Without any digit the library reads zero, but only where its fast path does.
  if (whole === "" && fraction === "" && (scale.ten < -9 || scale.two >= 50)) return undefined;
  const digits = BigInt(`${whole}${fraction}` || "0");
  const size = roundUp(digits * 2n ** BigInt(scale.two), scale.ten - fraction.length + 9);
  const capped = scale.two > 0 && size > BINARY_MAXIMUM ? BINARY_MAXIMUM : size;
  return sign === "-" ? -capped : capped;
});

/** `-1`, `0` or `1` as `a` is less than, equal to or more than `b`. */
export function compareQuantities(a: Quantity, b: Quantity): -1 | 0 | 1 {
  return a < b ? -1 : a > b ? 1 : 0;
}

function scaleOf(suffix: string): { ten: number; two: number } | undefined {
  if (Object.hasOwn(DECIMAL, suffix)) return { ten: DECIMAL[suffix] ?? 0, two: 0 };
  if (Object.hasOwn(BINARY, suffix)) return { ten: 0, two: BINARY[suffix] ?? 0 };
  const exponent = /^[eE]([+-]?\d+)$/.exec(suffix);
  if (!exponent) return undefined;
  const ten = Number(exponent[1]);
  return Math.abs(ten) <= EXPONENT_LIMIT ? { ten, two: 0 } : undefined;
}

/** `digits` × 10^`ten`, rounded up to a whole number. */
function roundUp(digits: bigint, ten: number): bigint {
  if (ten >= 0) return digits * 10n ** BigInt(ten);
  const divisor = 10n ** BigInt(-ten);
  return (digits + divisor - 1n) / divisor;
}
