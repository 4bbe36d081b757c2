/** The largest file that is read, in bytes of UTF-8. Larger ones are skipped as "too large". */
export const MAX_FILE_BYTES = 16 * 1024 * 1024;

/** The deepest nesting of maps and lists that is read; checked before any recursion. */
export const MAX_DEPTH = 1_000;

/** The most nodes a document may hold once its aliases are expanded ("alias bombs"). */
export const MAX_NODES = 1_000_000;
