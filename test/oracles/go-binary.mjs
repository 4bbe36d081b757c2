// Builds a Go module of the tests once and keeps the binary outside the
// repository, in a folder named after a hash of everything that shapes it.
import { execFile, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdir, open, readFile, rename, rm, symlink } from "node:fs/promises";
import { availableParallelism, homedir } from "node:os";
import { basename, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";

const run = promisify(execFile);
const suffix = process.platform === "win32" ? ".exe" : "";

const processors = Math.max(2, Math.floor(availableParallelism() / 2));

/** The flags of every build: small binaries that do not depend on where they were built. */
const buildFlags = ["-trimpath", "-buildvcs=false"];

function moduleFiles(module) {
  return readdirSync(module)
    .filter(
      (name) =>
        name === "go.mod" || name === "go.sum" || (name.endsWith(".go") && !name.endsWith("_test.go")),
    )
    .sort();
}

export function goBinaryFolder({ module, ldflags = [] }) {
  const hash = createHash("sha256");
  for (const name of moduleFiles(module)) {
    hash
      .update(`${name}\0`)
      .update(readFileSync(join(module, name)))
      .update("\0");
  }
  hash.update(JSON.stringify([process.platform, process.arch, buildFlags, ldflags]));
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), ".cache");
  return join(cache, "kube-rampart", `${basename(module)}-${hash.digest("hex").slice(0, 16)}`);
}

export async function hasGo() {
  try {
    await run("go", ["version"]);
    return true;
  } catch {
    return false;
  }
}

export async function buildGoBinary({ module, names, ldflags = [], report = () => {} }) {
  const folder = goBinaryFolder({ module, ldflags });
  const isBuilt = () => names.every((name) => existsSync(join(folder, name + suffix)));
  if (isBuilt()) {
    return folder;
  }
  if (!(await hasGo())) {
    throw new Error(
      `${basename(module)} is not built and Go is missing: install Go 1.26 or newer (https://go.dev/dl)`,
    );
  }
  await mkdir(join(folder, ".."), { recursive: true });
  const unlock = await lock(`${folder}.lock`);
  try {
    if (!isBuilt()) {
      report(`building ${basename(module)} into ${folder} (once; the control plane takes minutes)`);
      await compile({ module, names, ldflags, folder });
    }
  } finally {
    await unlock();
  }
  return folder;
}

/** Builds beside the final folder and renames, so that a folder that exists is complete. */
async function compile({ module, names, ldflags, folder }) {
  const unfinished = `${folder}.${process.pid}`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished);
  try {
    const binary = basename(module) + suffix;
    await go(
      [
        "build",
        ...buildFlags,
        "-ldflags",
        ["-s", "-w", ...ldflags].join(" "),
        "-o",
        join(unfinished, binary),
        ".",
      ],
      module,
    );
    for (const name of names.filter((each) => each + suffix !== binary)) {
      await symlink(binary, join(unfinished, name + suffix));
    }
    await rm(folder, { recursive: true, force: true });
    await rename(unfinished, folder);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

/** Takes half of the processors, at least two: a build must leave something of the machine to others. */
function go(args, folder) {
  return new Promise((resolve, reject) => {
    const child = spawn("go", args, {
      cwd: folder,
      env: { ...process.env, CGO_ENABLED: "0", GOWORK: "off", GOMAXPROCS: String(processors) },
      stdio: ["ignore", "ignore", "pipe"],
    });
    let errors = "";
    child.stderr.setEncoding("utf8").on("data", (text) => {
      errors += text;
    });
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) {
        resolve();
      } else {
        reject(new Error(`go ${args[0]} in ${folder} failed (${code}):\n${errors}`));
      }
    });
  });
}

/** A lock file that names its holder; one left by a process that is gone is taken over. */
async function lock(path) {
  for (;;) {
    try {
      const file = await open(path, "wx");
      await file.writeFile(String(process.pid));
      await file.close();
      return () => rm(path, { force: true });
    } catch (error) {
      if (error.code !== "EEXIST") {
        throw error;
      }
    }
    const holder = Number(await readFile(path, "utf8").catch(() => "0"));
    if (holder > 0 && !isAlive(holder)) {
      await rm(path, { force: true });
    } else {
      await sleep(500);
    }
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}
