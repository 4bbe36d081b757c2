/** An IP address as its bytes: 4 of IPv4, 16 of IPv6. */
export interface Address {
  readonly family: 4 | 6;
  readonly bytes: readonly number[];
}

/** A block of addresses. */
export interface Cidr {
  readonly base: Address;
  /** The length of the network part, in bits. */
  readonly prefix: number;
}

/** Reads an IPv4 address in dotted form or an IPv6 address (RFC 4291, without a zone); `undefined` for anything else. */
export function parseAddress(text: string): Address | undefined {
  return text.includes(":") ? parseIpv6(text) : parseIpv4(text);
}

/** Reads `address/prefix`; `undefined` where either part is invalid. Host bits are kept as written. */
export function parseCidr(text: string): Cidr | undefined {
  const match = /^([^/]+)\/(\d{1,3})$/.exec(text);
  const base = parseAddress(match?.[1] ?? "");
  const prefix = Number(match?.[2]);
  if (!base || prefix > base.bytes.length * 8) return undefined;
  return { base, prefix };
}

/** Whether a block covers an address; a block of one family never covers an address of the other. */
export function covers(block: Cidr, address: Address): boolean {
  if (block.base.family !== address.family) return false;
  for (let index = 0, bits = block.prefix; bits > 0; index++, bits -= 8) {
    const mask = bits >= 8 ? 0xff : (0xff << (8 - bits)) & 0xff;
    if (((block.base.bytes[index] ?? 0) & mask) !== ((address.bytes[index] ?? 0) & mask)) return false;
  }
  return true;
}

/** Whether a block lies wholly within another. */
export function contains(outer: Cidr, inner: Cidr): boolean {
  return inner.prefix >= outer.prefix && covers(outer, inner.base);
}

/** Whether two blocks have an address in common. */
export function overlaps(first: Cidr, second: Cidr): boolean {
  return contains(first, second) || contains(second, first);
}

/** Whether bits after the prefix are set, which Kubernetes 1.36 refuses in new objects. */
export function hasHostBits(block: Cidr): boolean {
  return block.base.bytes.some((byte, index) => {
    const networkBits = Math.min(8, Math.max(0, block.prefix - index * 8));
    return (byte & (0xff >> networkBits)) !== 0;
  });
}

/** The block with its host bits cleared, as text. */
export function formatNetwork(block: Cidr): string {
  const bytes = block.base.bytes.map((byte, index) => {
    const networkBits = Math.min(8, Math.max(0, block.prefix - index * 8));
    return byte & ~(0xff >> networkBits) & 0xff;
  });
  return `${formatBytes(block.base.family, bytes)}/${block.prefix}`;
}

/** Whether the address is the host itself: 127.0.0.0/8 or ::1. */
export function isLoopback(address: Address): boolean {
  return address.family === 4
    ? address.bytes[0] === 127
    : address.bytes.every((byte, index) => byte === (index === 15 ? 1 : 0));
}

/** Whether the address is link-local: 169.254.0.0/16 or fe80::/10. */
export function isLinkLocal(address: Address): boolean {
  const [first = 0, second = 0] = address.bytes;
  return address.family === 4 ? first === 169 && second === 254 : first === 0xfe && (second & 0xc0) === 0x80;
}

function parseIpv4(text: string): Address | undefined {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part))) return undefined;
  const bytes = parts.map(Number);
  return bytes.every((byte) => byte <= 255) ? { family: 4, bytes } : undefined;
}

function parseIpv6(text: string): Address | undefined {
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const head = parseGroups(halves[0] ?? "");
  const tail = parseGroups(halves[1] ?? "");
  if (!head || !tail) return undefined;
  const missing = 16 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 2) return undefined;
  return { family: 6, bytes: [...head, ...new Array<number>(missing).fill(0), ...tail] };
}

/** The bytes of groups between colons; the last may be an IPv4 address. */
function parseGroups(text: string): number[] | undefined {
  if (text === "") return [];
  const bytes: number[] = [];
  const groups = text.split(":");
  for (const [index, group] of groups.entries()) {
    if (index === groups.length - 1 && group.includes(".")) {
      const embedded = parseIpv4(group);
      if (!embedded) return undefined;
      bytes.push(...embedded.bytes);
    } else {
      if (!/^[0-9a-fA-F]{1,4}$/.test(group)) return undefined;
      const value = Number.parseInt(group, 16);
      bytes.push(value >> 8, value & 0xff);
    }
  }
  return bytes;
}

function formatBytes(family: 4 | 6, bytes: readonly number[]): string {
  if (family === 4) return bytes.join(".");
  const groups: string[] = [];
  for (let index = 0; index < 16; index += 2) {
    groups.push((((bytes[index] ?? 0) << 8) | (bytes[index + 1] ?? 0)).toString(16));
  }
  const zeros = longestZeroRun(groups);
  if (zeros.length < 2) return groups.join(":");
  return `${groups.slice(0, zeros.start).join(":")}::${groups.slice(zeros.start + zeros.length).join(":")}`;
}

function longestZeroRun(groups: readonly string[]): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  for (let start = 0; start < groups.length; start++) {
    let length = 0;
    while (groups[start + length] === "0") length++;
    if (length > best.length) best = { start, length };
  }
  return best;
}
