import { once } from "node:events";
import { type FileHandle, open, rename, rm } from "node:fs/promises";
import { UsageError } from "./usage-error";

/**
 * Writes a report to standard output, or to a file: first beside it, then renamed, so that nothing is half-written.
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
  if (file === undefined) {
    for (const text of texts) if (!process.stdout.write(text)) await once(process.stdout, "drain");
    return;
  }
  const temporary = `${file}.${process.pid}.tmp`;
  let handle: FileHandle | undefined;
  try {
    handle = await open(temporary, "w");
    for (const text of texts) await handle.appendFile(text);
    await handle.close();
    await rename(temporary, file);
  } catch (error) {
    await handle?.close().catch(() => undefined);
    await rm(temporary, { force: true });
    throw new UsageError(
      `${option} ${file}: cannot be written: ${(error as NodeJS.ErrnoException).code ?? error}`,
    );
  }
}
