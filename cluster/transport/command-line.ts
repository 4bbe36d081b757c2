const PLAIN = /^[A-Za-z0-9_./:=,+-]+$/;

/** A command to copy into a POSIX shell; every word that a shell could read otherwise is quoted. */
export function commandLine(...words: readonly string[]): string {
  return words.map((word) => (PLAIN.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)).join(" ");
}

/** A kubectl command for a context to copy. */
export function kubectlLine(context: string, ...words: readonly string[]): string {
  return commandLine("kubectl", ...words, `--context=${context}`);
}
