import { UsageError } from "./usage-error";

/** A share of a scan: which files this run judges and reports. */
export interface Shard {
  /** Whether a file, by its name in reports, is this shard's. Every file is exactly one shard's. */
  owns(name: string): boolean;
}

/** The whole scan. */
export const WHOLE: Shard = { owns: () => true };

/**
 * Reads the value of `--shard`: `I/N`, from `1/N` to `N/N`.
 *
 * @throws UsageError for anything else
 */
export function parseShard(text: string): Shard {
  const match = /^([1-9]\d{0,4})\/([1-9]\d{0,4})$/.exec(text);
  const [own, all] = [Number(match?.[1]), Number(match?.[2])];
  if (!match || own > all)
    throw new UsageError(`--shard ${text}: not a share; write it as 2/8, the second of eight`);
  return { owns: (name) => hash(name) % all === own - 1 };
}

/** FNV-1a over UTF-16 code units: the same on every machine. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++)
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193) >>> 0;
  return value;
}
