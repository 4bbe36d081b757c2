/** The numbers of a version, most significant first. */
export type SoftwareVersion = readonly number[];

/**
 * Reads the leading numbers of a version tag: `v1.12.1-alpine` → `[1, 12, 1]`.
 *
 * @returns `undefined` where the tag does not start with a number (after an optional `v`)
 */
export function parseVersion(tag: string | undefined): SoftwareVersion | undefined {
  const match = /^v?(\d{1,9}(?:\.\d{1,9})*)(?![\da-f]{6})/i.exec(tag ?? "");
  return match?.[1]?.split(".").map(Number);
}

/** Negative, zero or positive as `a` is older than, equal to or newer than `b`; missing parts count as zero. */
export function compareVersions(a: SoftwareVersion, b: SoftwareVersion): number {
  for (let at = 0; at < Math.max(a.length, b.length); at += 1) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
