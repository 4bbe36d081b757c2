import { closeSync, fstatSync, openSync, readFileSync } from "node:fs";
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
  return readContent(path, decode);
}

/** The same, with the id of the content that was read: that of a blob in git. */
export function readManifestWithId(path: string): ReadResult & { readonly id?: string } {
  return readContent(path, (bytes) => ({ ...decode(bytes), id: contentId(bytes) }));
}

function readContent<Result>(path: string, take: (bytes: Buffer) => Result): Result | ReadResult {
  try {
    const handle = openSync(path, "r");
    try {
      if (fstatSync(handle).size > MAX_FILE_BYTES) return { skipped: "too large" };
      return take(readFileSync(handle));
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    const { code = "", message } = error as NodeJS.ErrnoException;
    return { error: ERRORS[code] ?? `the file cannot be read: ${message}` };
  }
}

/** Decodes bytes as UTF-8, or UTF-16 where a byte order mark says so. */
export function decode(bytes: Buffer): ReadResult {
  if (bytes.length > MAX_FILE_BYTES) return { skipped: "too large" };
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: bytes.toString("utf16le") };
  const nul = bytes.subarray(0, 8_192).indexOf(0);
  if (nul >= 0) return { error: `binary data: a NUL byte at offset ${nul}` };
  return { text: bytes.toString("utf8") };
}
