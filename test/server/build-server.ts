import { execFileSync } from "node:child_process";
import path from "node:path";

/** Builds the server once before the suite that forks it. */
export default function buildServer(): void {
  const root = path.resolve(import.meta.dirname, "../..");
  execFileSync(
    process.execPath,
    [path.join(root, "scripts/build.mjs"), "server", "server-browser", "--quiet"],
    {
      stdio: "inherit",
    },
  );
}
