import { createHash } from "node:crypto";
import { readFile, realpath, stat } from "node:fs/promises";
import { dirname, join, resolve, sep } from "node:path";
import type { PolicyReference } from "../engine/policy/configuration";
import { findRepositoryRoot } from "./scope-root";

/** The file that a package of policies holds. */
const PACKAGE_FILE = "rampart.yaml";

/** The largest policy that is read, bytes. */
const MAX_POLICY_BYTES = 1024 * 1024;

/** A policy that was read, or why it was not. */
export type ReadPolicy = { readonly path: string; readonly text: string } | { readonly problem: string };

/**
 * Reads a policy that a configuration extends: a path within the same repository, or `rampart.yaml` of a package in a
 * `node_modules` folder above. Nothing is downloaded.
 *
 * @param file the absolute path of the configuration
 */
export async function readPolicy(file: string, { from, sha256 }: PolicyReference): Promise<ReadPolicy> {
  const path = /^\.{1,2}\//.test(from)
    ? await pathInRepository(dirname(file), from)
    : await pathOfPackage(dirname(file), from);
  if (path === undefined) {
    return {
      problem:
        "there is no such policy: name a file of this repository with ./ or ../, or an installed package",
    };
  }
  const size = (await stat(path).catch(() => undefined))?.size ?? 0;
  if (size > MAX_POLICY_BYTES) return { problem: "the policy is larger than 1 MiB" };
  const bytes = await readFile(path).catch(() => undefined);
  if (!bytes) return { problem: "the policy cannot be read" };
  const actual = createHash("sha256").update(bytes).digest("hex");
  if (sha256 !== undefined && sha256 !== actual) {
    return { problem: `the policy is not the one that was pinned: its SHA-256 is ${actual}` };
  }
  return { path, text: bytes.toString("utf8") };
}

async function pathInRepository(folder: string, from: string): Promise<string | undefined> {
  const path = await realpath(resolve(folder, from)).catch(() => undefined);
  const root = await realpath((await findRepositoryRoot(folder)) ?? folder);
  return path?.startsWith(root + sep) ? path : undefined;
}

async function pathOfPackage(folder: string, name: string): Promise<string | undefined> {
  if (!/^(?:@[a-z0-9][\w.-]*\/)?[a-z0-9][\w.-]*$/i.test(name)) return undefined;
  const root = await findRepositoryRoot(folder);
  for (let current = folder; ; current = dirname(current)) {
    const path = join(current, "node_modules", name, PACKAGE_FILE);
    if ((await stat(path).catch(() => undefined))?.isFile()) return realpath(path);
    if (current === root || dirname(current) === current) return undefined;
  }
}
