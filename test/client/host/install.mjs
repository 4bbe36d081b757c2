// Installs what the tests inside VS Code need on a new machine: Chromium and ripgrep from Debian, and two VS Code
// servers from npm, cached outside the repository. Running it again costs nothing.
//
//   node test/client/host/install.mjs            everything that is missing
//   node test/client/host/install.mjs --check    only says what is missing; exit status 1 if anything is
import { spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  cacheFolder,
  findChromium,
  isInstalled,
  markerText,
  nodePackage,
  versionFolder,
  vscodeVersions,
} from "./versions.mjs";

const RIPGREP = "/usr/bin/rg";

/**
 * Names what is still missing: Debian packages and VS Code versions.
 * @returns {{ packages: string[], versions: string[] }} both empty when the machine is ready
 */
export function missingTools() {
  return {
    packages: [
      ...(findChromium() === undefined ? ["chromium"] : []),
      ...(existsSync(RIPGREP) ? [] : ["ripgrep"]),
    ],
    versions: Object.keys(vscodeVersions).filter((version) => !isInstalled(version)),
  };
}

/** Runs a program, silent unless it fails. Rejects with the end of its output. */
function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    const keep = (chunk) => {
      output = (output + chunk).slice(-4000);
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.on("error", reject);
    child.on("close", (code) =>
      code === 0
        ? resolve(output)
        : reject(new Error(`${command} ${args.join(" ")} ended with ${code}:\n${output}`)),
    );
  });
}

async function installDebianPackages(packages) {
  if (packages.length === 0) return;
  const environment = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  await run("apt-get", ["update", "-qq"], { env: environment });
  await run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...packages], {
    env: environment,
  });
}

/** Builds one version in a folder of its own and moves it into place when complete, so two runs never mix. */
async function installVersion(version) {
  const folder = `${versionFolder(version)}.${process.pid}`;
  try {
    await buildVersion(version, folder);
    rmSync(versionFolder(version), { recursive: true, force: true });
    renameSync(folder, versionFolder(version));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function buildVersion(version, folder) {
  const recipe = vscodeVersions[version];
  const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
  const environment = { ...process.env };
  const packages = [recipe.package];
  if (recipe.node !== null) packages.push(`${nodePackage}@${recipe.node}`);
  await run("npm", ["install", "--ignore-scripts", ...quiet, ...packages], { cwd: folder, env: environment });

  const root = join(folder, "node_modules", "code-server", "lib", "vscode");
  if (recipe.node !== null) {
    // The native modules must be built by the Node that loads them.
    const bin = join(folder, "node_modules", nodePackage, "bin");
    chmodSync(join(bin, "node"), 0o755);
    environment.PATH = `${bin}${delimiter}${process.env.PATH}`;
  }
  // Where the headers lie beside the binary, compiling downloads nothing.
  const nodeRoot =
    recipe.node === null ? dirname(dirname(process.execPath)) : join(folder, "node_modules", nodePackage);
  if (existsSync(join(nodeRoot, "include", "node"))) environment.npm_config_nodedir = nodeRoot;
  await run("npm", ["install", "--omit=dev", "--ignore-scripts", ...quiet], { cwd: root, env: environment });
  // Without a compiler the server still runs: it only complains in its log.
  await run("npm", ["rebuild", ...quiet, ...recipe.native], { cwd: root, env: environment }).catch((error) =>
    console.warn(`vscode test host: native modules of VS Code ${version} were not built: ${error.message}`),
  );

  // The package downloads its ripgrep in a script we do not run: quick open and findFiles need one.
  const ripgrep = join(root, "node_modules", "@vscode", "ripgrep", "bin", "rg");
  mkdirSync(dirname(ripgrep), { recursive: true });
  if (!existsSync(ripgrep)) symlinkSync(RIPGREP, ripgrep);

  writeFileSync(join(folder, "complete.json"), markerText(version));
}

async function main() {
  const missing = missingTools();
  const names = [...missing.packages, ...missing.versions.map((version) => `VS Code ${version}`)];
  if (process.argv.includes("--check")) {
    if (names.length > 0) console.log(`missing: ${names.join(", ")}`);
    process.exitCode = names.length > 0 ? 1 : 0;
    return;
  }
  mkdirSync(cacheFolder, { recursive: true });
  const start = performance.now();
  await installDebianPackages(missing.packages);
  // One after the other: compiling the native modules takes all cores anyway.
  for (const version of missing.versions) await installVersion(version);
  const seconds = Math.round((performance.now() - start) / 1000);
  console.log(
    names.length === 0
      ? "vscode test host: ready"
      : `vscode test host: installed ${names.join(", ")} in ${seconds} s`,
  );
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) await main();
