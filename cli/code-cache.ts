import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import nodeModule from "node:module";
import { dirname, join } from "node:path";
import { Script } from "node:vm";
import { cacheFolder } from "../workspace/cache-folder";

/**
 * Runs a CommonJS bundle with what the engine has compiled of it before, which halves the time to start. Node does so
 * itself from 22.1 on; before, the compiled code is kept beside the cache of scans, by the bundle's size and date and the
 * engine's version. Without a folder to write to, the bundle just runs.
 */
export function runBundle(path: string): void {
  const folder = join(cacheFolder(), "code");
  const load = nodeModule.createRequire(path);
  const { enableCompileCache } = nodeModule as { enableCompileCache?: (folder: string) => unknown };
  if (enableCompileCache) {
    enableCompileCache(folder);
    load(path);
    return;
  }
  const { size, mtimeMs } = statSync(path);
  const file = join(folder, `${size}-${Math.floor(mtimeMs)}-${process.versions.v8}-${process.arch}.bin`);
  const cachedData = read(file);
  const script = new Script(nodeModule.wrap(readFileSync(path, "utf8")), {
    filename: path,
    ...(cachedData ? { cachedData } : {}),
  });
  const holder = { exports: {} };
  script.runInThisContext()(holder.exports, load, holder, path, dirname(path));
  if (cachedData && !script.cachedDataRejected) return;
  // At the end, so that what has run is compiled too.
  process.once("exit", () => write(file, script.createCachedData()));
}

function read(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

/** Beside it first, then renamed: what another run reads is whole. */
function write(file: string, data: Buffer): void {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const temporary = `${file}.${process.pid}.tmp`;
    writeFileSync(temporary, data, { mode: 0o600 });
    renameSync(temporary, file);
  } catch {
    // The next start compiles again.
  }
}
