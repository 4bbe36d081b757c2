import { parseQuantity } from "../../kubernetes/quantity";
import { CelError, known, mismatch, Special, UnknownSignal, type Value } from "../values";
import { type FunctionTable, text } from "./function";

const ONE = 10n ** 9n;

function quantity(value: Value | undefined): Special {
  const read = parseQuantity(text(value));
  if (read === undefined) throw new CelError("no quantity");
  return new Special("quantity", read);
}

function quantityOf(value: Value | undefined): bigint {
  const read = known(value ?? null);
  if (!(read instanceof Special) || read.type !== "quantity" || typeof read.value !== "bigint")
    throw mismatch();
  return read.value;
}

/** A quantity, or a whole number in its place. */
function operand(value: Value | undefined): bigint {
  return typeof value === "bigint" ? value * ONE : quantityOf(value);
}

/** The four bytes of an address of IPv4. Those of IPv6 are left alone. */
function parseAddress(value: string): bigint {
  if (value.includes(":")) throw new UnknownSignal("addresses of IPv6 are not evaluated");
  if (!/^(0|[1-9]\d{0,2})(\.(0|[1-9]\d{0,2})){3}$/.test(value)) throw new CelError("no IP address");
  const bytes = value.split(".").map(Number);
  if (bytes.some((byte) => byte > 255)) throw new CelError("no IP address");
  return bytes.reduce((total, byte) => (total << 8n) | BigInt(byte), 0n);
}

function ip(value: Value | undefined): Special {
  const written = text(value);
  parseAddress(written);
  return new Special("ip", written);
}

function cidr(value: Value | undefined): Special {
  const [address = "", bits = "", ...more] = text(value).split("/");
  const read = parseAddress(address);
  if (more.length > 0 || !/^(0|[1-9]\d?)$/.test(bits) || Number(bits) > 32) throw new CelError("no CIDR");
  return new Special("cidr", read, Number(bits));
}

function cidrOf(value: Value | undefined): { readonly address: bigint; readonly bits: number } {
  const read = known(value ?? null);
  if (!(read instanceof Special) || read.type !== "cidr" || typeof read.value !== "bigint") throw mismatch();
  return { address: read.value, bits: read.bits };
}

function addressOf(value: Value | undefined): bigint {
  const read = known(value ?? null);
  if (typeof read === "string") return parseAddress(read);
  if (!(read instanceof Special) || read.type !== "ip") throw mismatch();
  return parseAddress(String(read.value));
}

const masked = (address: bigint, bits: number) => (bits === 0 ? 0n : address >> BigInt(32 - bits));

/** Whether something can be read at all. */
function succeeds(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch (error) {
    if (error instanceof CelError) return false;
    throw error;
  }
}

/** A plain absolute address; what Go's `url.ParseRequestURI` makes of others is left alone. */
const PLAIN_URL = /^([a-z][a-z0-9+.-]*):\/\/([A-Za-z0-9.-]+)(?::(\d+))?(\/[A-Za-z0-9._~/-]*)?$/;

function url(value: Value | undefined): Special {
  const written = text(value);
  if (written === "" || /^[A-Za-z0-9._-]+$/.test(written)) throw new CelError("no URL");
  if (!PLAIN_URL.test(written)) throw new UnknownSignal("an address of this form is not evaluated");
  return new Special("url", written);
}

function urlPart(value: Value | undefined, part: (match: readonly (string | undefined)[]) => string): Value {
  const read = known(value ?? null);
  if (!(read instanceof Special) || read.type !== "url") throw mismatch();
  return part(PLAIN_URL.exec(String(read.value)) ?? []);
}

/** Sources: k8s.io/apiserver pkg/cel/library, `quantity`, `ip`, `cidr` and `urls`. */
export const KUBERNETES_FUNCTIONS: FunctionTable = {
  "quantity(1)": quantity,
  "isQuantity(1)": (value) => succeeds(() => quantity(value)),
  ".isInteger(0)": (value) => quantityOf(value) % ONE === 0n,
  ".asInteger(0)": (value) => {
    const read = quantityOf(value);
    if (read % ONE !== 0n || BigInt.asIntN(64, read / ONE) !== read / ONE) throw new CelError("no integer");
    return read / ONE;
  },
  ".sign(0)": (value) => {
    const read = quantityOf(value);
    return read < 0n ? -1n : read > 0n ? 1n : 0n;
  },
  ".add(1)": (value, other) => new Special("quantity", quantityOf(value) + operand(other)),
  ".sub(1)": (value, other) => new Special("quantity", quantityOf(value) - operand(other)),
  ".isLessThan(1)": (value, other) => quantityOf(value) < quantityOf(other),
  ".isGreaterThan(1)": (value, other) => quantityOf(value) > quantityOf(other),
  ".compareTo(1)": (value, other) => {
    const difference = quantityOf(value) - quantityOf(other);
    return difference < 0n ? -1n : difference > 0n ? 1n : 0n;
  },
  "ip(1)": ip,
  "isIP(1)": (value) => succeeds(() => ip(value)),
  ".family(0)": (value) => (addressOf(value) >= 0n ? 4n : 6n),
  ".isLoopback(0)": (value) => addressOf(value) >> 24n === 127n,
  ".isLinkLocalUnicast(0)": (value) => addressOf(value) >> 16n === 0xa9fen,
  ".isUnspecified(0)": (value) => addressOf(value) === 0n,
  "cidr(1)": cidr,
  "isCIDR(1)": (value) => succeeds(() => cidr(value)),
  ".containsIP(1)": (value, other) => {
    const { address, bits } = cidrOf(value);
    return masked(address, bits) === masked(addressOf(other), bits);
  },
  ".containsCIDR(1)": (value, other) => {
    const { address, bits } = cidrOf(value);
    const inner = typeof other === "string" ? cidrOf(cidr(other)) : cidrOf(other);
    return bits <= inner.bits && masked(address, bits) === masked(inner.address, bits);
  },
  ".prefixLength(0)": (value) => BigInt(cidrOf(value).bits),
  "url(1)": url,
  "isURL(1)": (value) => succeeds(() => url(value)),
  ".getScheme(0)": (value) => urlPart(value, ([, scheme = ""]) => scheme),
  ".getHost(0)": (value) =>
    urlPart(value, ([, , host = "", port]) => (port === undefined ? host : `${host}:${port}`)),
  ".getHostname(0)": (value) => urlPart(value, ([, , host = ""]) => host),
  ".getPort(0)": (value) => urlPart(value, ([, , , port = ""]) => port),
  ".getEscapedPath(0)": (value) => urlPart(value, ([, , , , path = ""]) => path),
};
