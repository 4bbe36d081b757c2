// The mocha suites that run inside VS Code, and the temporary folders they run in. Used for the VS Code server and
// for the desktop build alike.
import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { bundleSuite } from "./bundle-suite.mjs";

/** Folder of the repository, and so of the unpacked extension. */
export const repository = resolve(dirname(fileURLToPath(import.meta.url)), "..", "..", "..");

/** Folder of these tests. */
export const clientTests = join(repository, "test", "client");

/** Suite folders: the second one runs in Restricted Mode, in an untrusted workspace. */
export const suites = [
  { name: "in host", folder: "suite", bundle: "index.js", trusted: true },
  { name: "in host, restricted", folder: "suite-restricted", bundle: "restricted.js", trusted: false },
];

/**
 * Bundles a suite into dist/test/.
 * @param {{ folder: string, bundle: string }} suite one of `suites`
 * @returns {Promise<string | undefined>} the bundle, or undefined when the folder holds no test
 */
export function bundle(suite) {
  return bundleSuite(join(clientTests, suite.folder), join(repository, "dist", "test", suite.bundle));
}

/**
 * Makes a fresh copy of test/client/workspace/ and an empty home folder.
 * @returns {{ workspace: string, home: string, remove: () => void }}
 */
export function temporaryFolders() {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "rampart-test-")));
  const workspace = join(root, "workspace");
  const home = join(root, "home");
  mkdirSync(home);
  mkdirSync(workspace);
  const source = join(clientTests, "workspace");
  if (existsSync(source)) cpSync(source, workspace, { recursive: true });
  return { workspace, home, remove: () => rmSync(root, { recursive: true, force: true, maxRetries: 5 }) };
}
