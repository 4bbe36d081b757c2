import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createVSIX, listFiles, PackageManager } from "@vscode/vsce";
import { describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "..", "..");
const MEGABYTE = 1_000_000;

function filesBelow(folder: string, ending: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(ending))
    .map((name) => `${folder}/${name.replaceAll("\\", "/")}`);
}

/** Large tables that server and command line read when they need them; the build says which. */
const DATA = filesBelow("dist/data", ".json");

/** What the extension needs at run time, and what its page shows. */
const EXTENSION = [
  "CHANGELOG.md",
  "LICENSE",
  "README.md",
  "dist/browser/client.js",
  "dist/browser/server.js",
  "dist/client.js",
  "dist/cluster.js",
  ...DATA,
  "dist/live.js",
  "dist/policies.js",
  "dist/server.js",
  "dist/workspace.js",
  "l10n/bundle.l10n.json",
  "media/icon.png",
  "media/rampart.svg",
  "media/walkthrough-cluster.svg",
  "media/walkthrough-harden.svg",
  "media/walkthrough-look.svg",
  "media/walkthrough-reason.svg",
  "package.json",
  "package.nls.json",
];

describe("the extension package", () => {
  test("holds what it needs, and nothing else", async () => {
    const files = await listFiles({ cwd: root, packageManager: PackageManager.None });
    const expected = [
      ...EXTENSION,
      ...filesBelow("docs/rules", ".md"),
      ...filesBelow("snippets", ".json"),
      ...filesBelow("syntaxes", ".json"),
    ];
    expect([...files].sort()).toEqual(expected.sort());
  }, 60_000);

  test("has at most 2 MB", async () => {
    const folder = mkdtempSync(join(tmpdir(), "vsix-"));
    try {
      const packagePath = join(folder, "rampart.vsix");
      await createVSIX({ cwd: root, dependencies: false, packagePath });
      expect(statSync(packagePath).size).toBeLessThanOrEqual(2 * MEGABYTE);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }, 60_000);
});

describe("the client's bundles", () => {
  test.each([
    ["dist/browser/client.js", ["vscode"]],
    [
      "dist/client.js",
      [
        "child_process",
        "fs",
        "net",
        "os",
        "path",
        "readline",
        "url",
        "util",
        "crypto",
        "vscode",
        "worker_threads",
      ],
    ],
  ])("%s needs at run time only what its host has", (file, offered) => {
    const text = readFileSync(join(root, file), "utf8");
    const needed = [...text.matchAll(/\brequire\("(?:node:)?([^"]+)"\)/g)].map(([, name]) => name ?? "");
    expect(needed).toContain("vscode");
    expect([...new Set(needed)].filter((name) => !offered.includes(name))).toEqual([]);
    expect(statSync(join(root, file)).size).toBeLessThanOrEqual(650_000);
  });
});

describe("the npm package", () => {
  test("holds the command line and the server, and nothing else", () => {
    const output = execFileSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], {
      cwd: root,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    const [packed] = JSON.parse(output) as readonly {
      readonly files: readonly { readonly path: string }[];
    }[];
    expect(packed?.files.map(({ path }) => path).sort()).toEqual([
      "CHANGELOG.md",
      "LICENSE",
      "README.md",
      "dist/cli-main.js",
      "dist/cli.js",
      ...DATA,
      "dist/policies.js",
      "dist/server.js",
      "dist/workspace.js",
      "package.json",
    ]);
  });
});
