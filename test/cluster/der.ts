/** Distinguished encoding rules (ITU-T X.690), as much of them as an X.509 certificate needs. */
const tags = {
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  objectIdentifier: 0x06,
  utf8String: 0x0c,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

function encode(tag: number, content: Buffer): Buffer {
  const size = content.length;
  if (size < 0x80) {
    return Buffer.concat([Buffer.from([tag, size]), content]);
  }
  const bytes = size < 0x100 ? [size] : [size >> 8, size & 0xff];
  return Buffer.concat([Buffer.from([tag, 0x80 | bytes.length, ...bytes]), content]);
}

function objectIdentifier(text: string): Buffer {
  const [first = 0, second = 0, ...rest] = text.split(".").map(Number);
  const bytes = rest.flatMap((part) => {
    const groups = [part & 0x7f];
    for (let left = part >> 7; left > 0; left >>= 7) {
      groups.unshift(0x80 | (left & 0x7f));
    }
    return groups;
  });
  return encode(tags.objectIdentifier, Buffer.from([first * 40 + second, ...bytes]));
}

/** A non-negative whole number, most significant byte first. */
function integer(bytes: Buffer): Buffer {
  const first = bytes[0] ?? 0;
  return encode(tags.integer, first >= 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes);
}

/** A moment in UTC to the second, in the form that X.509 wants for its year (RFC 5280, 4.1.2.5). */
function time(moment: Date): Buffer {
  const digits = moment.toISOString().replace(/[-:T]/g, "").slice(0, 14);
  return moment.getUTCFullYear() < 2050
    ? encode(tags.utcTime, Buffer.from(`${digits.slice(2)}Z`))
    : encode(tags.generalizedTime, Buffer.from(`${digits}Z`));
}

/** Encoders by ASN.1 type; each returns the bytes of tag, length and content. */
export const der = {
  sequence: (...parts: Buffer[]): Buffer => encode(tags.sequence, Buffer.concat(parts)),
  set: (...parts: Buffer[]): Buffer => encode(tags.set, Buffer.concat(parts)),
  integer,
  boolean: (value: boolean): Buffer => encode(0x01, Buffer.from([value ? 0xff : 0])),
  /** Whole bytes; `unused` is how many of the last byte's bits do not count. */
  bitString: (content: Buffer, unused = 0): Buffer =>
    encode(tags.bitString, Buffer.concat([Buffer.from([unused]), content])),
  octetString: (content: Buffer): Buffer => encode(tags.octetString, content),
  utf8: (text: string): Buffer => encode(tags.utf8String, Buffer.from(text, "utf8")),
  objectIdentifier,
  time,
  /** A context tag around complete encodings. */
  explicit: (number: number, content: Buffer): Buffer => encode(0xa0 | number, content),
  /** A context tag in place of a primitive's own. */
  implicit: (number: number, content: Buffer): Buffer => encode(0x80 | number, content),
} as const;
