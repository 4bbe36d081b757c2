import { readFileSync, statSync } from "node:fs";
import { MAX_FILE_BYTES } from "../engine/yaml/limits";
import { contentId } from "./content-id";

/** What came of reading a file: its text, or why there is none. */
export type ReadResult =
  | { readonly text: string }
  | { readonly skipped: string }
  | { readonly error: string };

const ERRORS: Readonly<Record<string, string>> = {
  EACCES: "the file cannot be read: permission denied",
  EPERM: "the file cannot be read: permission denied",
  ENOENT: "no such file",
  EISDIR: "this is a folder",
  ELOOP: "too many symbolic links",
};

/**
 * Reads a manifest as UTF-8, at once: waiting for thousands of small files costs more than it gives. Too large files and
 * binary files are skipped; never throws.
 */
export function readManifest(path: string): ReadResult {
  return readContent(path, (size) => {
    if (size > MAX_FILE_BYTES) return { skipped: "too large" };
    const text = readFileSync(path, "utf8");
    // UTF-16 and binary data are looked at as bytes; whatever else reads as UTF-8 does so at once.
    const isOdd = text.startsWith("\ufffd") || text.slice(0, BINARY_WITHIN).includes("\0");
    return isOdd ? decode(readFileSync(path)) : { text };
  });
}

/** The same, with the id of the content that was read: that of a blob in git. */
export function readManifestWithId(path: string): ReadResult & { readonly id?: string } {
  return readContent(path, (size) => {
    if (size > MAX_FILE_BYTES) return { skipped: "too large" };
    const bytes = readFileSync(path);
    return { ...decode(bytes), id: contentId(bytes) };
  });
}

function readContent<Result>(path: string, read: (size: number) => Result): Result | ReadResult {
  try {
    return read(statSync(path).size);
  } catch (error) {
    const { code = "", message } = error as NodeJS.ErrnoException;
    return { error: ERRORS[code] ?? `the file cannot be read: ${message}` };
  }
}

/** Binary data shows within so many bytes. */
const BINARY_WITHIN = 8_192;

/** Decodes bytes as UTF-8, or UTF-16 where a byte order mark says so. */
export function decode(bytes: Buffer): ReadResult {
  if (bytes.length > MAX_FILE_BYTES) return { skipped: "too large" };
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: bytes.toString("utf16le") };
  const nul = bytes.subarray(0, BINARY_WITHIN).indexOf(0);
  if (nul >= 0) return { error: `binary data: a NUL byte at offset ${nul}` };
  return { text: bytes.toString("utf8") };
}
