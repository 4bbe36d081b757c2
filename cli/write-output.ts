import { rename, rm, writeFile } from "node:fs/promises";
import { UsageError } from "./usage-error";

/**
 * Writes a report to standard output, or to a file: first beside it, then renamed, so that nothing is half-written.
 *
 * @param option the option that names the file, for the error
 * @throws UsageError where the file cannot be written
 */
export async function writeOutput(
  file: string | undefined,
  text: string,
  option = "--output",
): Promise<void> {
  if (file === undefined) {
    await new Promise<void>((resolve) => process.stdout.write(text, () => resolve()));
    return;
  }
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    await writeFile(temporary, text);
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw new UsageError(
      `${option} ${file}: cannot be written: ${(error as NodeJS.ErrnoException).code ?? error}`,
    );
  }
}
