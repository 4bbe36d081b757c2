import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { KubeContext } from "../../cluster";

/** A program in kubectl's place, in a folder of its own. */
export interface FakeKubectl {
  /** Absolute path of the program. */
  readonly path: string;
  readonly folder: string;
  /** The arguments of each call so far. */
  calls(): string[][];
  /** Writes the program again, where a test has removed it. */
  restore(): void;
  remove(): void;
}

/**
 * Writes a shell script that records its arguments and then does as it is told.
 *
 * @param script what it does after it has recorded; `$FOLDER` is its folder
 */
export function fakeKubectl(script: string): FakeKubectl {
  const folder = mkdtempSync(join(tmpdir(), "fake-kubectl-"));
  const path = join(folder, "kubectl");
  const record = `FOLDER='${folder}'\n{ for word in "$@"; do printf '%s\\n' "$word"; done; echo .; } >> "$FOLDER/calls"`;
  const write = () => {
    writeFileSync(path, `#!/bin/sh\n${record}\n${script}\n`);
    chmodSync(path, 0o700);
  };
  write();
  return {
    path,
    folder,
    calls() {
      const file = join(folder, "calls");
      if (!existsSync(file)) return [];
      return readFileSync(file, "utf8")
        .split(".\n")
        .slice(0, -1)
        .map((call) => call.split("\n").slice(0, -1));
    },
    restore: write,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A context of no kubeconfig in particular, on this machine. */
export function context(name: string): KubeContext {
  return {
    name,
    cluster: "c",
    user: "u",
    namespace: "shop",
    server: "https://127.0.0.1:6443",
    login: "token",
    file: "/nowhere",
  };
}
