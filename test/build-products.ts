import { execFileSync } from "node:child_process";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "..");

/** Builds the products that suites run as users do, once before them. */
export default function buildProducts(): void {
  const products = ["server", "server-browser", "workspace", "cli"];
  execFileSync(process.execPath, [path.join(root, "scripts/build.mjs"), ...products, "--quiet"], {
    stdio: "inherit",
  });
}
