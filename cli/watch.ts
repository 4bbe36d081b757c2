import { watch } from "node:fs";

/** Quiet time after a change before the scan runs again, ms: editors write a file in several steps. */
const SETTLE = 150;

/**
 * Runs once, then again after every change of a manifest or configuration below a folder, until the process is
 * interrupted. One run at a time; changes during a run lead to one more.
 *
 * @returns the exit status of the last run, once interrupted
 */
export async function runOnChange(folder: string, run: () => Promise<number>): Promise<number> {
  let status = await run();
  let wake: () => void = () => {};
  let isChanged = false;
  let isOver = false;
  const watcher = watch(folder, { recursive: true }, (_event, name) => {
    if (name === null || !isManifest(name)) return;
    isChanged = true;
    wake();
  });
  const stop = () => {
    isOver = true;
    wake();
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  process.stderr.write("rampart: watching for changes; interrupt to end\n");
  while (!isOver) {
    if (!isChanged)
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    if (isOver) break;
    await new Promise((resolve) => setTimeout(resolve, SETTLE));
    isChanged = false;
    status = await run();
  }
  watcher.close();
  return status;
}

function isManifest(name: string): boolean {
  const path = name.replaceAll("\\", "/");
  return /\.(ya?ml|json)$/i.test(path) && !/(^|\/)(node_modules|\.git)\//.test(path);
}
