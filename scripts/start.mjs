// `npm start`: installs what is missing, builds, and scans the bundled sample, or the paths that are given.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { build, installPackages, root } from "./install.mjs";

installPackages();
build();
const given = process.argv.slice(2);
const sample = ["--fail-on", "never", "docs/samples/first-look"];
const { status } = spawnSync(
  process.execPath,
  [join(root, "dist/cli.js"), "scan", ...(given.length > 0 ? given : sample)],
  {
    cwd: given.length > 0 ? (process.env.INIT_CWD ?? process.cwd()) : root,
    stdio: "inherit",
  },
);
process.exitCode = status ?? 1;
