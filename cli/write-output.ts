import { once } from "node:events";
import { replaceFile } from "./replace-file";

/**
 * Writes a report to standard output, or to a file that is never half-written.
 *
 * @param parts the text, or its parts in order
 * @param option the option that names the file, for the error
 * @throws UsageError where the file cannot be written
 */
export async function writeOutput(
  file: string | undefined,
  parts: string | Iterable<string>,
  option = "--output",
): Promise<void> {
  const texts = typeof parts === "string" ? [parts] : parts;
  if (file !== undefined) {
    await replaceFile(file, texts, `${option} ${file}`);
    return;
  }
  for (const text of texts) if (!process.stdout.write(text)) await once(process.stdout, "drain");
}
