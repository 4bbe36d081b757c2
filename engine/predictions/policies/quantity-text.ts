import { Unknown, type Value } from "../../cel";
import type { JsonValue } from "../../json";
import { ONE, parseQuantity } from "../../kubernetes/quantity";

const MILLI = ONE / 1000n;
const MAXIMUM = (2n ** 63n - 1n) * ONE;
const DECIMAL = ["", "k", "M", "G", "T", "P", "E"];
const BINARY = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];

/**
 * A quantity as the API server writes it back: `1000m` is `1`, `1024Mi` is `1Gi`.
 * Source: k8s.io/apimachinery pkg/api/resource, `Quantity.CanonicalizeBytes`.
 *
 * @returns unknown for forms with an exponent, below a thousandth or below zero
 */
export function quantityText(written: JsonValue): Value {
  const amount = parseQuantity(written);
  const text = String(written).trim();
  const unknown = new Unknown("how the API server writes a quantity is not known");
  if (amount === undefined || amount < 0n || amount % MILLI !== 0n) return unknown;
  // Leading zeros stay, and what is too large for 64 bits is written another way.
  if (!/^(?!0\d)\d*\.?\d*(m|k|[KMGTPE]i?)?$/.test(text) || amount > MAXIMUM) return unknown;
  if (amount === 0n) return "0";
  if (amount % ONE !== 0n) return text.endsWith("i") ? unknown : `${amount / MILLI}m`;
  const [step, units] = text.endsWith("i") ? [1024n, BINARY] : [1000n, DECIMAL];
  let rest = amount / ONE;
  let unit = 0;
  while (rest % step === 0n && unit < units.length - 1) {
    rest /= step;
    unit++;
  }
  return `${rest}${units[unit] ?? ""}`;
}
