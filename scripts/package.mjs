// `npm run package`: builds and makes kube-rampart-<version>.vsix in the root of the checkout.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { build, installPackages, root } from "./install.mjs";

installPackages();
build();
const { status } = spawnSync(
  process.execPath,
  [join(root, "node_modules/@vscode/vsce/vsce"), "package", "--no-dependencies", ...process.argv.slice(2)],
  {
    cwd: root,
    stdio: "inherit",
  },
);
process.exitCode = status ?? 1;
